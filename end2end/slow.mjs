// A slow line and a slow processor: when can the page be read, and when does typing change the list?
import { chromium } from '@playwright/test';
import { browser } from './server.mjs';

const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** Opens /cities for the first time and types as soon as there is a box. Milliseconds since opening. */
export async function onSlowLine(url) {
  const chrome = await chromium.launch(browser);
  try {
    const page = await chrome.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(() => {
      const typed = 'medelin';
      const look = () => {
        const count = document.querySelector('#result-count');
        const box = document.querySelector('#q');
        if (!count || !box) return requestAnimationFrame(look);
        const before = count.textContent;
        window.typed = performance.now();
        new MutationObserver(() => {
          if (count.textContent !== before) window.changed ??= performance.now();
        }).observe(count, { characterData: true, childList: true, subtree: true });
        box.focus();
        for (let end = 1; end <= typed.length; end += 1) {
          box.value = typed.slice(0, end);
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${url}/cities`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.changed, undefined, { timeout: 20_000 });
    return await page.evaluate(() => ({
      readableMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      typedMs: window.typed,
      changedMs: window.changed,
    }));
  } finally {
    await chrome.close();
  }
}
