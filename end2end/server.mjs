// Starts the release server on a database of its own. As a program: node server.mjs PORT, until it is told to stop.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const binary = join(root, 'target/release/ensemble');
/** Where the server of the tests puts letters. */
export const mailFolder = join(root, 'target/test/mail');

/** How every browser of ours is started: the machine's own, which asks nobody anything. */
export const browser = {
  executablePath: process.env.CHROME || '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
};

/** A folder that goes when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const databaseUrl = file => `sqlite://${file}?mode=rwc`;

function ensemble(command, environment, stdio) {
  if (!existsSync(binary)) throw new Error('There is no target/release/ensemble; build it with: make build');
  return spawn(binary, command, { cwd: root, env: { ...process.env, ...environment }, stdio });
}

/** Runs one command of the binary to its end. */
export async function run(command, database) {
  const child = ensemble(command, { DATABASE_URL: databaseUrl(database) }, ['ignore', 'ignore', 'inherit']);
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`ensemble ${command.join(' ')} ended with status ${status}`);
}

/** Starts the server and waits until it answers. */
export async function start({ port, database, environment = {}, log = 'error' } = {}) {
  port ??= await freePort();
  database ??= join(temporaryFolder(), 'ensemble.db');
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    DATABASE_URL: databaseUrl(database), ENSEMBLE_STORAGE: `file:${join(root, 'target/test/files')}`, ENSEMBLE_MAIL: `file:${mailFolder}`, LEPTOS_SITE_ADDR: `127.0.0.1:${port}`, ENSEMBLE_LOG: log, ...environment,
  };
  const begun = performance.now();
  const child = ensemble(['serve', '--demo'], settings, ['ignore', 'inherit', 'inherit']);
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  while (!(await answers(`${url}/healthz`))) {
    if (child.exitCode !== null) throw new Error(`the server ended with status ${child.exitCode}`);
    await new Promise(done => setTimeout(done, 2));
  }
  const startedMs = performance.now() - begun;
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, pid: child.pid, startedMs, stop, ended: once(child, 'exit') };
}

const answers = url => fetch(url).then(answer => answer.ok, () => false);

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await start({ port: Number(process.argv[2]), log: 'warn' });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.stop().then(() => process.exit(0)));
  server.ended.then(([status]) => process.exit(status ?? 1));
}
