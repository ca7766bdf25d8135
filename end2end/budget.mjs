// Holds the first load of /cities to its limits, in brotli bytes.
import { byKind, firstLoad } from './first-load.mjs';
import { start } from './server.mjs';

const LIMITS = { HTML: 40_000, CSS: 20_000, Wasm: 200_000, fonts: 120_000 };

const server = await start();
const load = await firstLoad(server.url);
await server.stop();

const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
console.log('First load of /cities, brotli:\n');
for (const { path, kind, bytes } of load.files) console.log(`  ${kind.padEnd(7)} ${kB(bytes)}  ${path}`);
console.log();

const broken = load.elsewhere.map(address => `${address} is a third-party request`);
for (const [kind, bytes] of Object.entries(byKind(load))) {
  const limit = LIMITS[kind];
  console.log(`  ${kind.padEnd(7)} ${kB(bytes)}${limit ? `  of ${kB(limit)}` : ''}`);
  if (limit && bytes > limit) broken.push(`${kind} is ${kB(bytes).trim()}, the limit ${kB(limit).trim()}`);
  if (limit && bytes === 0) broken.push(`no ${kind} was loaded`);
}
for (const line of broken) console.error(`\nOver budget: ${line}`);
process.exit(broken.length ? 1 : 0);
