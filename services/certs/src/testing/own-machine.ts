import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names of this machine, for this process and those it starts. */
export const NAMES = {
  directory: 'directory.example',
  host: 'meet.example',
  relay: 'turn.meet.example',
  refused: 'refused.example',
  /** The name of the service, as a composed deployment knows it. */
  signaling: 'signaling',
} as const;
/** A name that leads nowhere. */
export const ELSEWHERE = 'elsewhere.example';

/**
 * Tells this machine its names, in a copy of /etc/hosts that only this process and its children see.
 * @throws where others would see it too
 */
export function nameMachine(): void {
  if (Object.keys(networkInterfaces()).some((name) => name !== 'lo'))
    throw new Error('These specs change names and listen on 80: npm run test:acme gives them a network.');
  // The first process of a namespace hears no signal that it does not listen for. All others end with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const folder = mkdtempSync(join(tmpdir(), 'parley-hosts-'));
  const hosts = join(folder, 'hosts');
  const names = ['localhost', ...Object.values(NAMES)].join(' ');
  writeFileSync(hosts, `127.0.0.1 ${names}\n192.0.2.1 ${ELSEWHERE}\n`);
  const { status, stderr } = spawnSync('mount', ['--bind', hosts, '/etc/hosts'], { encoding: 'utf8' });
  // It stays where it is mounted.
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`mount: ${stderr}`);
}
