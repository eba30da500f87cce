// npm run faults, npm run soak: runs a program of the fault lab in a network of its own, where it can break what it likes.
//   node scripts/faults.mjs e2e/faults/main.ts --only signaling
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { buildIfChanged } = await import('./lib/build.mjs');
const { provideChromium } = await import('./lib/chromium.mjs');
const { provideLab } = await import('./lib/lab-needs.mjs');
const { PINNED_NODE, withOwnTools } = await import('./lib/paths.mjs');
const { PlainError, runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');

runTool(async () => {
  const missing = await provideLab();
  if (missing.length > 0) {
    throw new PlainError(
      `Nothing was run and no fault was injected: the fault lab needs ${missing.join(', and ')}.`,
    );
  }
  const CHROME_BIN = await provideChromium();
  await buildIfChanged();
  // Its own network ends with the process; nothing of this machine's is changed.
  const args = ['--net', PINNED_NODE, ...process.argv.slice(2)];
  const { code } = await run('unshare', args, { env: { ...withOwnTools(), CHROME_BIN } });
  process.exit(code);
});
