import type { Page } from '@playwright/test';
import { databaseWith } from '../grow.mjs';
import { start } from '../server.mjs';
import { onSlowLine } from '../slow.mjs';
import { complete, count, expect, open, test } from './support';

const words = ['bologna', 'medelin', 'dakaru']; // twenty letters, right and wrong

/** Types letter by letter, five times over; the median milliseconds of scripting for each, until the list has changed. */
async function letters(page: Page): Promise<number[]> {
  return page.evaluate(async words => {
    const box = document.querySelector<HTMLInputElement>('#q')!;
    const results = document.querySelector('section.results')!;
    // All that follows from a letter before the next painting runs in microtasks; these come after them.
    const everythingRan = async () => { for (let turn = 0; turn < 200; turn += 1) await null; };
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const type = async (text: string) => {
      await painted();
      const begun = performance.now();
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await everythingRan();
      return performance.now() - begun;
    };
    const rounds: number[][] = [];
    while (rounds.length < 5) {
      const times: number[] = [];
      for (const word of words) {
        await type('');
        for (let end = 1; end <= word.length; end += 1) {
          const before = results.textContent;
          times.push(await type(word.slice(0, end)));
          if (results.textContent === before) throw new Error(`"${word.slice(0, end)}" changed nothing`);
        }
      }
      rounds.push(times);
    }
    return rounds[0].map((_, letter) => rounds.map(round => round[letter]).sort((a, b) => a - b)[2]);
  }, words);
}

async function measure(page: Page, cities: number, limit: number) {
  await complete(page);
  const requests: string[] = [];
  page.on('request', request => requests.push(request.url()));
  const times = (await letters(page)).sort((a, b) => a - b);
  const [median, slowest] = [times[times.length / 2], times.at(-1)!];
  console.log(`one more letter at ${cities} cities: median ${median.toFixed(1)} ms, ` +
    `slowest of ${times.length} ${slowest.toFixed(1)} ms (limit ${limit} ms)`);
  expect(requests).toEqual([]);
  expect(slowest).toBeLessThanOrEqual(limit);
}

/** With a server of its own. */
const largeNetwork = test.extend({
  baseURL: async ({}, use) => {
    const server = await start({ database: await databaseWith(2_000) });
    await use(server.url);
    await server.stop();
  },
});

test.use({ trace: 'off' }); // recording takes part in what is measured

test.describe('speed', { tag: '@measured' }, () => {
  test.describe.configure({ mode: 'serial', retries: 2 });

  test('one more letter at 404 cities', async ({ page }) => {
    await open(page, '/cities');
    await measure(page, 404, 16);
  });

  largeNetwork('one more letter at 2,000 cities', async ({ page }) => {
    await open(page, '/cities');
    await expect(count(page)).toHaveText('2,000 cities');
    await measure(page, 2_000, 50);
  });

  test('a slow line', async ({ baseURL }) => {
    const { readableMs, changedMs } = await onSlowLine(baseURL!);
    console.log(`slow line: readable after ${readableMs} ms (limit 800 ms), list changed after ${changedMs} ms (limit 2500 ms)`);
    expect(readableMs).toBeLessThanOrEqual(800);
    expect(changedMs).toBeLessThanOrEqual(2_500);
  });
});
