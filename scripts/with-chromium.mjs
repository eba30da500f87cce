// Runs a command with CHROME_BIN set to a Chromium that works, found or installed; with --app the app is built first, with
// --recordings the programs that make picture and speech are installed where that is possible.
//   node scripts/with-chromium.mjs [--app] [--recordings] playwright test --grep chat
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { buildIfChanged } = await import('./lib/build.mjs');
const { provideChromium } = await import('./lib/chromium.mjs');
const { withOwnTools } = await import('./lib/paths.mjs');
const { provide } = await import('./lib/debian.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');

const NEEDS = ['--app', '--recordings'];

runTool(async () => {
  const words = process.argv.slice(2);
  const start = words.findIndex((word) => !NEEDS.includes(word));
  const needs = words.slice(0, start);
  const [command, ...args] = words.slice(start);
  const CHROME_BIN = await provideChromium();
  if (needs.includes('--recordings')) {
    await provide('ffmpeg', 'ffmpeg', '-version');
    await provide('espeak-ng', 'espeak-ng');
  }
  if (needs.includes('--app')) await buildIfChanged();
  const { code } = await run(command, args, { env: { ...withOwnTools(), CHROME_BIN } });
  process.exit(code);
});
