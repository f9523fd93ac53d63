/** Debian's Chromium, headless; no browser is downloaded. */

import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';

/** A port that nobody uses, the same for every process of the run: two runs on one machine don't meet. */
process.env.BEZINT_PORT ??= await new Promise<string>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(String(port)));
  });
});
const site = `http://127.0.0.1:${process.env.BEZINT_PORT}`;

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  // A busy machine takes several seconds to make a screener: long enough that only what hangs runs out of time.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: site,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node tests/server.mjs ${process.env.BEZINT_PORT}`,
    url: `${site}/index.html`,
    reuseExistingServer: false,
  },
});
