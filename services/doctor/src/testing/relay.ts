import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Allocation } from '../turn/allocation.ts';
import { relayAddresses } from '../turn/relay-address.ts';
import type { Credentials } from './authority.ts';

export const USER = 'ada';
export const PASSWORD = 'the-right-one';

/** As a deployment should have it. */
const SAFE = [
  'lt-cred-mech',
  `user=${USER}:${PASSWORD}`,
  'denied-peer-ip=127.0.0.0-127.255.255.255',
  'denied-peer-ip=169.254.0.0-169.254.255.255',
];

/** A coturn of its own for one spec. */
export interface Relay {
  readonly port: number;
  readonly tlsPort: number;
  readonly close: () => Promise<void>;
}

/** @throws where the program `turnserver` (Debian's package `coturn`) is not there. */
export async function startRelay(credentials: Credentials, lines: readonly string[] = SAFE): Promise<Relay> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-relay-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [port, tlsPort] = await freePorts();
  const config = [
    `listening-port=${String(port)}`,
    `tls-listening-port=${String(tlsPort)}`,
    'listening-ip=127.0.0.1',
    'relay-ip=127.0.0.1',
    'realm=parley',
    `cert=${file('cert.pem', credentials.cert)}`,
    `pkey=${file('key.pem', credentials.key)}`,
    'no-cli',
    'log-file=stdout',
    `pidfile=${join(folder, 'pid')}`,
    `userdb=${join(folder, 'db')}`,
    ...lines,
  ];
  const child = spawn('turnserver', ['-c', file('turnserver.conf', config.join('\n'))], { stdio: 'ignore' });
  await once(child, 'spawn');
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await relayAnswers(port, tlsPort);
  return { port, tlsPort, close };
}

/** Both listeners are up as soon as somebody is refused at each; that takes coturn a moment. */
export async function relayAnswers(port: number, tlsPort: number): Promise<void> {
  const urls = [`turn:127.0.0.1:${String(port)}?transport=tcp`, `turns:127.0.0.1:${String(tlsPort)}`];
  for (const address of relayAddresses([{ urls }]).addresses) {
    for (let tries = 0; tries < 200; tries += 1) {
      const outcome = await Allocation.make(address, null, 500).catch((error: unknown) => error);
      if (outcome instanceof Error && outcome.name === 'TurnRefusal') break;
      if (outcome instanceof Allocation) {
        await outcome.close();
        break;
      }
      await delay(50);
    }
  }
}

async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as AddressInfo).port;
    }),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [ports[0] ?? 0, ports[1] ?? 0];
}
