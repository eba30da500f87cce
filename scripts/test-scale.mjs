// npm run test:scale -- [--only whole,death,stall,restarts,media]: several nodes, a real Redis, and what may go wrong.
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { buildIfChanged } = await import('./lib/build.mjs');
const { provideChromium } = await import('./lib/chromium.mjs');
const { provide } = await import('./lib/debian.mjs');
const { PINNED_NODE, ROOT, withOwnTools } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');

const MAIN = join(ROOT, 'services/signaling/scale/main.ts');

/** What the nodes need around them, and why nothing was run where it is missing. */
async function missing() {
  if (process.platform !== 'linux') return 'these tests need Linux';
  if (!(await provide('redis-server', 'redis-server'))) return 'there is no redis-server';
  if (!(await provide('nginx', 'nginx', '-v'))) return 'there is no nginx';
  return null;
}

runTool(async () => {
  const reason = await missing();
  if (reason !== null) {
    console.log(`not run: ${reason}\n0 passed, 0 failed`);
    return;
  }
  const CHROME_BIN = await provideChromium().catch(() => '');
  await buildIfChanged();
  const { code } = await run(PINNED_NODE, [MAIN, ...process.argv.slice(2)], {
    env: { ...withOwnTools(), CHROME_BIN },
  });
  process.exit(code);
});
