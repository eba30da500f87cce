// Runs a command with CHROME_BIN set to a Chromium that works, found or installed; with --app the app is built first.
//   node scripts/with-chromium.mjs [--app] playwright test --grep chat
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { buildIfChanged } = await import('./lib/build.mjs');
const { provideChromium } = await import('./lib/chromium.mjs');
const { withOwnTools } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');

runTool(async () => {
  const words = process.argv.slice(2);
  const needsApp = words[0] === '--app';
  const [command, ...args] = needsApp ? words.slice(1) : words;
  const CHROME_BIN = await provideChromium();
  if (needsApp) await buildIfChanged();
  const { code } = await run(command, args, { env: { ...withOwnTools(), CHROME_BIN } });
  process.exit(code);
});
