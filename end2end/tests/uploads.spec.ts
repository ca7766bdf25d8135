// Files that are meant to harm: each is refused with its reason, and the memory of the server stays flat.
import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { start } from '../server.mjs';
import { chunk, png } from './png';
import { expect, signedIn, test } from './support';

/** Megabytes that the process has had in memory at most. */
const peak = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))![1]) / 1024;

/** A ZIP with one file of zeros, a thousandth of its size. */
function zipBomb(megabytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1_000_000));
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(8, 8); // deflated
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(megabytes * 1_000_000, 22);
  return Buffer.concat([head, packed]);
}

test('files that are meant to harm are refused, and memory stays flat', { tag: '@measured' }, async () => {
  test.setTimeout(180_000);
  const server = await start({ log: 'off' });
  const { name, value } = await signedIn(server.url, 'kanazawa');
  const send = async (file: Buffer) => {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(file)]), 'picture.png');
    body.set('alt-en', 'A garden');
    body.set('credit', 'Ana');
    const headers = { cookie: `${name}=${value}`, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`${server.url}/desk/city/kanazawa/picture`, { method: 'POST', body, headers, redirect: 'manual' });
    return { status: answer.status, page: await answer.text() };
  };
  expect((await send(png(1000, 1000))).status, 'a good one').toBe(303);
  const text = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(300_000_000))]);
  const files: [string, () => Buffer, string][] = [
    ['HTML named as a picture', () => Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'not a picture'],
    ['20,000 x 20,000 pixels', () => png(20_000, 20_000), 'At most 40 million'],
    ['50 MB', () => Buffer.alloc(50_000_000, 7), 'At most 12 MB'],
    ['200 MB', () => Buffer.alloc(200_000_000, 7), 'At most 12 MB'],
    ['a ZIP of a gigabyte', () => zipBomb(1000), 'not a picture'],
    ['a picture whose rows unpack to a gigabyte', () => png(20_000, 20_000, { rows: deflateSync(Buffer.alloc(1_000_000_000)) }), 'At most 40 million'],
  ];
  const before = peak(server.pid);
  for (const [what, file, reason] of files) {
    const { status, page } = await send(file());
    expect(status, what).toBe(422);
    expect(page, what).toContain(reason);
    expect(page, what).toContain('A garden');
    console.log(`${what}: ${(peak(server.pid) - before).toFixed(1)} MB more than before`);
  }
  // Good pictures with something to swell in them are taken without it.
  for (const [what, file] of [
    ['a text of 300 MB in 0.3', png(20, 20, { after: [chunk('zTXt', text)] })],
    ['rows of 300 MB for 20', png(20, 20, { rows: deflateSync(Buffer.alloc(300_000_000)) })],
  ] as const) {
    expect([303, 422], what).toContain((await send(file)).status);
    console.log(`${what}: ${(peak(server.pid) - before).toFixed(1)} MB more than before`);
  }
  expect(peak(server.pid) - before).toBeLessThan(64);
  await server.stop();
});
