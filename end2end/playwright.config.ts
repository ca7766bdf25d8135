import { defineConfig } from '@playwright/test';
import { browser } from './server.mjs';

const port = 3123;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

// A test names in its tags the projects that it makes sense in.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['./summary.mjs']],
  timeout: 30_000,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: browser,
    trace: 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'nojs', grep: /@nojs/, use: { javaScriptEnabled: false } },
    { name: 'hydrated', grep: /@hydrated/ },
    { name: 'mobile', grep: /@mobile/, use: phone },
    // Measures, so it has the machine for itself.
    { name: 'measured', grep: /@measured/, workers: 1, dependencies: ['nojs', 'hydrated', 'mobile'] },
  ],
  webServer: {
    command: `node server.mjs ${port}`,
    url: `http://127.0.0.1:${port}/healthz`,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    reuseExistingServer: false,
    stdout: 'pipe',
  },
});
