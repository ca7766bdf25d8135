// Pictures for tests, good and bad.
import { deflateSync } from 'node:zlib';

/** A part of a PNG. */
export function chunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crcOf(named));
  return Buffer.concat([length, named, crc]);
}

/** A grey picture as PNG; with parts of one's own after its head, or instead of its rows. */
export function png(width: number, height: number, { after = [] as Buffer[], rows = grey(width, height) } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8); // 8 bits of grey
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([start, chunk('IHDR', head), ...after, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** Rows of grey, packed. */
function grey(width: number, height: number): Buffer {
  const row = Buffer.alloc(width + 1, 128);
  row[0] = 0; // no filter
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < rows.length; at += row.length) row.copy(rows, at);
  return deflateSync(rows);
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
