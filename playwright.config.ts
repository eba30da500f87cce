// End-to-end tests: real browsers against the production build, served by the service itself on a port of its own.
import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/lib/chromium.mjs';
import { ALLOW_CAPTURE, chromiumFlags } from './scripts/lib/chromium-flags.mjs';
import { APP_FILES, PINNED_NODE, SERVICE_MAIN } from './scripts/lib/paths.mjs';
import { freePort } from './scripts/lib/service.mjs';

// The workers read this file again and must find the same port.
process.env['E2E_PORT'] ??= String(await freePort());
const port = process.env['E2E_PORT'];
const resultsFile = process.env['RESULTS_FILE'];
const executablePath = process.env['CHROME_BIN'] ?? findChromium();

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // Two cores carry one call of four at a time.
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 45_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(resultsFile ? [['json', { outputFile: resultsFile }] as const] : [])],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    viewport: { width: 1280, height: 720 },
    // A trace costs more than the call it records.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // The second of Chromium's fake cameras sees depth, which no call carries: the third is the other one here.
      args: [...chromiumFlags({ cameras: 3 }), ALLOW_CAPTURE],
    },
  },
  webServer: {
    command: `"${PINNED_NODE}" "${SERVICE_MAIN}"`,
    url: `http://localhost:${port}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    stderr: 'pipe',
    env: { PORT: port, STATIC_DIR: APP_FILES, LOG_LEVEL: 'warn' },
  },
});
