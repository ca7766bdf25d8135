import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mailFolder } from '../server.mjs';

export { expect };

export const languages = [
  { code: 'en', prefix: '', dir: 'ltr' },
  { code: 'fr', prefix: '/fr', dir: 'ltr' },
  { code: 'ar', prefix: '/ar', dir: 'rtl' },
];

/** Fails every test on what a reader's console or network would complain of, but for what the test says it expects. */
export const test = base.extend<{ expected: (complaint: RegExp) => void }>({
  expected: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = [];
      const expected: RegExp[] = [];
      context.on('console', message => {
        if (['error', 'warning'].includes(message.type())) {
          complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', error => complaints.push(`page error: ${error.error().stack}`));
      context.on('request', request => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(`${baseURL}/`)) {
          complaints.push(`another origin: ${request.url()}`);
        }
      });
      context.on('requestfailed', request => {
        const why = request.failure()?.errorText ?? '';
        // Aborted: the reader went on to another page.
        if (why !== 'net::ERR_ABORTED') complaints.push(`failed request: ${request.url()} ${why}`);
      });
      await use(complaint => void expected.push(complaint));
      expect(complaints.filter(complaint => !expected.some(pattern => pattern.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** The console line of a page that is rightly missing. */
export const notFound = /status of 404/;

/** Waits until every island answers. */
export async function hydrated(page: Page) {
  await expect(page.locator('body[data-hydrated], body:not(:has(leptos-island))')).toBeAttached();
}

/** Waits until every question is answered in the browser. */
export async function complete(page: Page) {
  await hydrated(page);
  await page.locator('#q').focus();
  await expect(page.locator('section.results')).toHaveAttribute('data-complete', '');
}

/** Opens an address; awake where there is JavaScript. */
export async function open(page: Page, address: string, javaScriptEnabled = true) {
  const answer = await page.goto(address);
  if (javaScriptEnabled) await hydrated(page);
  return answer!;
}

export const rows = (page: Page): Locator => page.locator('.city-list .city-row');
export const names = (page: Page): Locator => rows(page).locator('.city-name');
export const count = (page: Page): Locator => page.locator('#result-count');
export const choice = (page: Page, field: string, value: string): Locator =>
  page.locator(`input[name="${field}"][value="${value}"]`);

/** The number in a text such as "1,234 cities". */
export const numberIn = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Without JavaScript no timer rings, and axe waits for one.
const TIMERS = `if (!document.documentElement.hasAttribute('data-scripted'))
  globalThis.setTimeout = then => { Promise.resolve().then(then); return 0; };`;

/** Fails with a readable list of what axe finds. The devtools protocol brings axe in; the policy of pages would not. */
export async function axe(page: Page, only?: string[]) {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: standard };
  await evaluate(TIMERS);
  await evaluate(`${axeSource};0`);
  const found = await evaluate(`axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false })})
    .then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(node =>
      id + ': ' + help + '\\n  ' + node.html.slice(0, 200) + '\\n  ' + node.failureSummary)))`);
  await session.detach();
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Fails where the page is wider than the window. */
export async function fits(page: Page, width: number) {
  await page.setViewportSize({ width, height: 740 });
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const page = document.scrollingElement!.scrollWidth;
    const culprits = [...document.querySelectorAll('body *')].filter(element => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > limit + 1 || box.left < -1);
    });
    return { page, culprits: culprits.slice(0, 5).map(element => element.outerHTML.slice(0, 120)) };
  });
  expect(wide.page, `${page.url()} at ${width} px; beyond it: ${wide.culprits.join('\n')}`).toBeLessThanOrEqual(width);
}

/** Signs a person of the demo in, by the form. */
export async function signIn(page: Page, who: string, prefix = '') {
  await page.goto(`${prefix}/sign-in`);
  await page.locator('#email').fill(`${who}@demo.test`);
  await page.locator('#password').fill('demo');
  await page.locator('form.form button[type=submit]').click();
  await expect(page).toHaveURL(`${prefix}/desk`);
}

/** The newest letter to a mailbox, decoded; empty where there is none yet. */
export function letterTo(mailbox: string): string {
  if (!existsSync(mailFolder)) return '';
  const made = (name: string) => statSync(join(mailFolder, name)).mtimeMs;
  const names = readdirSync(mailFolder).sort((one, other) => made(other) - made(one));
  const letters = names.map(name => readFileSync(join(mailFolder, name)).toString('latin1'));
  const letter = letters.find(text => text.includes(`To: ${mailbox}`)) ?? '';
  const unfolded = letter.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(unfolded, 'latin1').toString('utf8');
}

/** The cookie of a person of the demo who signed in without a browser. */
export async function signedIn(baseURL: string, who: string) {
  const answer = await fetch(`${baseURL}/sign-in`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ email: `${who}@demo.test`, password: 'demo' }),
  });
  const [name, value] = answer.headers.get('set-cookie')!.split(';')[0].split('=');
  return { name, value, url: baseURL };
}
