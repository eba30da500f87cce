// npm run test:turn: a real coturn, started as a deployment starts it, in a network of its own that leads nowhere.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { provide } = await import('./lib/debian.mjs');
const { provideLab } = await import('./lib/lab-needs.mjs');
const { PINNED_NODE, ROOT, withOwnTools } = await import('./lib/paths.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');
const { readJasmine, readRows } = await import('./lib/test-parts.mjs');

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
  const relay = readJasmine(output) ?? { passed: 0, failed: 1 };
  if (code !== 0 && relay.failed === 0) relay.failed = 1;
  const calls = await testCalls();
  const failed = relay.failed + calls.failed;
  console.log(`\n${relay.passed + calls.passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
});

/** Two browsers where UDP is blocked, in the fault lab. */
async function testCalls() {
  const lacking = await provideLab();
  if (lacking.length > 0) {
    console.log(`left out: calls where UDP is blocked, which need ${lacking.join(', and ')}`);
    return { passed: 0, failed: 0 };
  }
  const args = [join(ROOT, 'scripts/faults.mjs'), 'e2e/faults/main.ts', '--only', 'relay-'];
  const { code, output } = await run(PINNED_NODE, args, { onOutput: (text) => process.stdout.write(text) });
  const { passed, failed } = readRows(output) ?? { passed: 0, failed: 1 };
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}
