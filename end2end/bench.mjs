// Measures the release on this machine and writes target/bench.json; figures that compare are ratios.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { byKind, firstLoad } from './first-load.mjs';
import { databaseWith } from './grow.mjs';
import { root, start, temporaryFolder } from './server.mjs';
import { onSlowLine } from './slow.mjs';

const PAGES = ['/', '/cities', '/cities?field=music&q=bo', '/cities/bologna', '/cities.json'];
const TODAY = 404;
const GROWN = 100 * TODAY;

const begun = performance.now();
const say = text => console.log(`· ${text} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
const round = (value, digits = 2) => Number(value.toFixed(digits));

/** The site folder with room for files of ours. */
function siteCopy() {
  const folder = join(temporaryFolder(), 'site');
  cpSync(join(root, 'target/site'), folder, { recursive: true });
  return folder;
}

function memoryMB(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return round(kilobytes / 1024, 1);
}

const UNITS = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

async function load(address, headers = []) {
  const flags = ['-t1', '-c8', '-d4s', '--latency', ...headers.flatMap(header => ['-H', header]), address];
  const { stdout } = await promisify(execFile)('wrk', flags);
  const percentile = share => {
    const [, value, unit] = new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s|m)`).exec(stdout);
    return round(value * UNITS[unit], 3);
  };
  if (/Non-2xx/.test(stdout)) throw new Error(`${address} failed under load:\n${stdout}`);
  return { perSecond: round(Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), 0), p50: percentile(50), p99: percentile(99) };
}

/** Every page against a file of the same size from the same server; also drawn anew for each request. */
async function measure(cities, database) {
  const site = siteCopy();
  const server = await start({ database, environment: { LEPTOS_SITE_ROOT: site } });
  const idleMB = memoryMB(server.pid);
  const pages = {};
  for (const [at, page] of PAGES.entries()) {
    const bytes = (await (await fetch(server.url + page, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer()).byteLength;
    writeFileSync(join(site, `bench-${at}.txt`), 'x'.repeat(bytes));
    const served = await load(server.url + page);
    const file = await load(`${server.url}/bench-${at}.txt`);
    const drawn = await load(server.url + page, ['Cookie: bench=1']); // pages are kept for nobody in particular only
    pages[page] = {
      bytes, served, file, drawn,
      ratio: round(served.perSecond / file.perSecond), drawnRatio: round(drawn.perSecond / file.perSecond),
    };
    say(`${cities} cities, ${page}`);
  }
  const result = { startMs: round(server.startedMs, 0), idleMB, loadedMB: memoryMB(server.pid), pages };
  await server.stop();
  return result;
}

function print(title, { pages }) {
  console.log(`\n${title}`);
  const columns = (...cells) => console.log(`  ${cells[0].padEnd(26)}${cells.slice(1).map(cell => String(cell).padStart(10)).join('')}`);
  columns('', 'bytes', 'req/s', 'p50 ms', 'p99 ms', 'file/s', 'ratio', 'drawn/s', 'p50 ms', 'p99 ms', 'ratio');
  for (const [page, { bytes, served, file, drawn, ratio, drawnRatio }] of Object.entries(pages)) {
    columns(page, bytes, served.perSecond, served.p50, served.p99, file.perSecond, ratio, drawn.perSecond, drawn.p50, drawn.p99, drawnRatio);
  }
}

const database = join(temporaryFolder(), 'ensemble.db');
const empty = await start({ database });
const firstLoadBytes = byKind(await firstLoad(empty.url));
const slowLine = await onSlowLine(empty.url);
await empty.stop();
say('first load and slow line');

const today = await measure(TODAY, database);
const grownDatabase = await databaseWith(GROWN);
say(`${GROWN} cities made`);
const grown = await measure(GROWN, grownDatabase);

const growth = Object.fromEntries(PAGES.map(page => {
  const times = kind => round(grown.pages[page][kind].p99 / today.pages[page][kind].p99);
  return [page, { p99: times('served'), drawnP99: times('drawn') }];
}));
const start_ms = { emptyDatabase: round(empty.startedMs, 0), seededDatabase: today.startMs, grownDatabase: grown.startMs };
const targets = [
  ['/cities per second against a file of its size', today.pages['/cities'].ratio, 0.4, 'at least'],
  ['/cities p99 at 100 times the cities', growth['/cities'].p99, 2, 'at most'],
  ['slow line: readable, ms', slowLine.readableMs, 800, 'at most'],
  ['slow line: list changes, ms', slowLine.changedMs, 2500, 'at most'],
].map(([name, value, limit, sense]) => ({ name, value, limit, sense, held: sense === 'at least' ? value >= limit : value <= limit }));

const report = { startMs: start_ms, firstLoadBytes, slowLine, today, grown, growth, targets };
writeFileSync(join(root, 'target/bench.json'), `${JSON.stringify(report, null, 2)}\n`);

print(`${TODAY} cities: from memory, a file of the same size, drawn anew for each request`, today);
print(`${GROWN} cities`, grown);
console.log(`\nGrowth of p99 at 100 times the cities: ${PAGES.map(page => `${page} ${growth[page].p99} (drawn ${growth[page].drawnP99})`).join(', ')}`);
console.log(`Start: ${start_ms.emptyDatabase} ms empty, ${start_ms.seededDatabase} ms seeded, ${start_ms.grownDatabase} ms at 100 times`);
console.log(`Memory: idle ${today.idleMB} MB, loaded ${today.loadedMB} MB; at 100 times ${grown.idleMB} MB, ${grown.loadedMB} MB`);
console.log(`First load, brotli: ${Object.entries(firstLoadBytes).map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(1)} kB`).join(', ')}`);
console.log();
for (const { name, value, limit, sense, held } of targets) console.log(`  ${held ? 'held  ' : 'MISSED'} ${name}: ${value} (${sense} ${limit})`);
console.log(`\ntarget/bench.json, after ${((performance.now() - begun) / 1000).toFixed(0)} s`);
process.exit(0);
