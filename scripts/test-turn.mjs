// npm run test:turn: a real coturn, started as a deployment starts it, in a network of its own that leads nowhere.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { provide } = await import('./lib/debian.mjs');
const { PINNED_NODE, ROOT, withOwnTools } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');
const { readJasmine } = await import('./lib/test-parts.mjs');

const JASMINE = join(ROOT, 'node_modules/jasmine/bin/jasmine.js');
/** `localhost` answers only where this is up. */
const WITH_LOOPBACK = 'ip link set lo up && exec "$@"';

/** What these tests need, and why nothing was run where it is missing. */
async function missing() {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid() !== 0) return 'needs root, to make a network of its own';
  if (!(await provide('turnserver', 'coturn'))) return 'needs coturn';
  if (!(await provide('ip', 'iproute2', '-V'))) return 'needs the program ip';
  const { status, stderr } = spawnSync('unshare', ['--net', 'true'], { encoding: 'utf8' });
  return status === 0 ? null : `needs a network namespace (${stderr.trim()})`;
}

runTool(async () => {
  const reason = await missing();
  if (reason !== null) {
    console.log(`not run: ${reason}\n0 passed, 0 failed`);
    return;
  }
  const jasmine = [PINNED_NODE, JASMINE, '--config=jasmine.turn.json', ...process.argv.slice(2)];
  const { code, output } = await run('unshare', ['--net', 'sh', '-c', WITH_LOOPBACK, 'sh', ...jasmine], {
    cwd: join(ROOT, 'services/doctor'),
    env: withOwnTools(),
    onOutput: (text) => process.stdout.write(text),
  });
  const { passed, failed } = readJasmine(output) ?? { passed: 0, failed: 1 };
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(code);
});
