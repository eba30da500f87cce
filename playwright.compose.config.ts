// The stack of docker-compose.yml, looked at through nginx. scripts/test-compose.mjs starts it and says where it is.
//   npm run test:compose -- [name]
import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

const port = process.env['HTTPS_PORT'] ?? '443';

export default defineConfig({
  ...base,
  testDir: 'e2e/compose',
  timeout: 120_000,
  // By address: Chromium asks nobody what `localhost` is when it speaks to a relay over UDP.
  use: { ...base.use, baseURL: `https://127.0.0.1:${port}` },
  // The stack is there already.
  webServer: [],
});
