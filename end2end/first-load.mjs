// What a browser loads when it opens /cities for the first time, in brotli bytes by kind.
import { chromium } from '@playwright/test';
import { request } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { browser } from './server.mjs';

const KINDS = [
  ['HTML', /html/], ['CSS', /css/], ['JS', /javascript/], ['Wasm', /wasm/], ['fonts', /font/], ['images', /image/],
];

/** Every file of the first load with its kind and bytes, and the requests that went elsewhere. */
export async function firstLoad(url) {
  const chrome = await chromium.launch(browser);
  try {
    const page = await chrome.newPage();
    const addresses = new Set();
    page.on('request', request => /^https?:/.test(request.url()) && addresses.add(request.url().split('#')[0]));
    await page.goto(`${url}/cities`);
    await page.waitForSelector('body[data-hydrated]');
    await page.waitForLoadState('networkidle');
    const elsewhere = [...addresses].filter(address => !address.startsWith(`${url}/`));
    const own = [...addresses].filter(address => !elsewhere.includes(address));
    const files = await Promise.all(own.map(async address => ({ path: address.slice(url.length), ...(await weigh(address)) })));
    // Styles that came within the page count twice: as part of its HTML, and alone.
    const styles = await page.locator('style').allTextContents();
    files.push(...styles.map(style => ({ path: '(within the page)', kind: 'CSS', bytes: brotliCompressSync(style).length })));
    return { files, elsewhere };
  } finally {
    await chrome.close();
  }
}

/** Bytes by kind. */
export function byKind({ files }) {
  const sums = Object.fromEntries([...KINDS.map(([kind]) => [kind, 0]), ['data', 0]]);
  for (const { kind, bytes } of files) sums[kind] += bytes;
  return sums;
}

function weigh(address) {
  return new Promise((done, fail) => {
    request(address, { headers: { 'accept-encoding': 'br' } }, answer => {
      let bytes = 0;
      answer.on('data', part => (bytes += part.length));
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        done({ kind: KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? 'data', bytes });
      });
    }).on('error', fail).end();
  });
}
