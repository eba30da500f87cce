// npm run test:acme: a real ACME directory (pebble), a real nginx with our configuration, and the services behind it, in a
// network of their own that leads nowhere.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { provide } = await import('./lib/debian.mjs');
const { PINNED_NODE, ROOT, withOwnTools } = await import('./lib/paths.mjs');
const { providePebble } = await import('./lib/pebble.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');

const JASMINE = join(ROOT, 'node_modules/jasmine/bin/jasmine.js');
/** Ports 80 and 443 are free there, its names are nobody else's, and whatever is started there ends with it. */
const APART = ['--net', '--mount', '--pid', '--fork', '--kill-child'];
/** `localhost` answers only where this is up. */
const WITH_LOOPBACK = 'ip link set lo up && exec "$@"';

/** What these tests need, and why nothing was run where it is missing. */
async function missing() {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid() !== 0) return 'needs root, to make a network of its own';
  if (!(await provide('nginx', 'nginx', '-v'))) return 'needs nginx';
  if (!(await provide('ip', 'iproute2', '-V'))) return 'needs the program ip';
  const { status, stderr } = spawnSync('unshare', [...APART, 'true'], { encoding: 'utf8' });
  return status === 0 ? null : `needs namespaces for network, mounts and processes (${stderr.trim()})`;
}

runTool(async () => {
  const reason = await missing();
  const pebble = reason === null ? await providePebble() : { lacking: reason };
  if (pebble.lacking !== undefined) {
    console.log(`not run: ${pebble.lacking}\n0 specs, 0 failures`);
    return;
  }
  const jasmine = [PINNED_NODE, JASMINE, '--config=jasmine.acme.json', ...process.argv.slice(2)];
  const { code } = await run('unshare', [...APART, 'sh', '-c', WITH_LOOPBACK, 'sh', ...jasmine], {
    cwd: join(ROOT, 'services/certs'),
    env: { ...withOwnTools(), PEBBLE: pebble.program },
  });
  process.exit(code);
});
