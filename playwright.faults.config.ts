// Faults that take their time: minutes of silence, hundreds of visits. The quick ones are in e2e/specs.
//   node scripts/with-chromium.mjs --app playwright test -c playwright.faults.config.ts [name]
import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

export default defineConfig({ ...base, testDir: 'e2e/faults', timeout: 15 * 60_000 });
