import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '@parley/protocol';
import type { RequestData } from '@parley/protocol';
import { WebSocket } from 'ws';
import { RawClient } from '../src/testing/raw-client.ts';
import { ServiceProcess } from '../src/testing/service-process.ts';
import { MEDIA } from '../src/testing/service.ts';

/** Long enough for the collector of garbage to have had its turn. */
const SETTLE_MS = 3_000;

/** Known to us only so that rows can sign tokens that are genuine but for one thing. */
export const SECRET = 'the secret of a service that is attacked';

/** The real process, attacked from this one. */
export class Target {
  readonly service: ServiceProcess;
  readonly port: number;

  private constructor(service: ServiceProcess, port: number) {
    this.service = service;
    this.port = port;
  }

  /** Limits for each address would keep most of what is sent from the code behind them, so they are wide. */
  static async start(env: Record<string, string> = {}): Promise<Target> {
    const wide = { VISITS_PER_ADDRESS: '1000000', SESSION_SECRET: SECRET, LOG_LEVEL: 'info' };
    const service = new ServiceProcess({ ...wide, ...env });
    return new Target(service, await service.ready);
  }

  get host(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  get alive(): boolean {
    return this.service.alive;
  }

  /** Lines of the log that say that something failed inside. */
  get failures(): readonly string[] {
    const failed = /"event":"(?:crashed|request-failed|http-failed)"|^(?!\{)./;
    return this.service.output.split('\n').filter((line) => failed.test(line));
  }

  connect(localAddress = '127.0.0.1'): Promise<RawClient> {
    return RawClient.connect(`ws://${this.host}`, { localAddress });
  }

  /** A member of `room`. */
  async member(room: string): Promise<[RawClient, RequestData<'room:prepare'>]> {
    const client = await this.connect();
    const identity = await client.data('room:prepare', { version: PROTOCOL_VERSION, room });
    await client.data('room:join', { name: 'Somebody', media: MEDIA });
    return [client, identity];
  }

  /** A WebSocket to PeerServer that was told OPEN, or `null` where it was refused. */
  async peer(id: string, token: string): Promise<WebSocket | null> {
    const query = new URLSearchParams({ key: 'parley', id, token });
    const socket = new WebSocket(`ws://${this.host}/peer/peerjs?${query.toString()}`);
    return new Promise((resolve) => {
      socket.on('error', () => resolve(null));
      socket.once('close', () => resolve(null));
      socket.once('message', () => resolve(socket));
    });
  }

  /** Megabytes of memory in use, after a while of quiet. */
  async settledMemory(): Promise<number> {
    await delay(SETTLE_MS);
    return this.memory();
  }

  /** Megabytes of memory in use. */
  memory(): number {
    const status = `/proc/${String(this.service.pid)}/status`;
    const kilobytes = existsSync(status)
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(this.service.pid)], { encoding: 'utf8' });
    return Number(kilobytes ?? 0) / 1024;
  }

  async stop(): Promise<void> {
    this.service.kill('SIGKILL');
    await this.service.ended;
  }
}

/** Resolves when the other end has read everything sent before, or is gone. */
export function barrier(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== WebSocket.OPEN) {
      resolve();
      return;
    }
    socket.once('pong', () => resolve());
    socket.once('close', () => resolve());
    socket.ping();
  });
}
