import { PROTOCOL_VERSION } from '@parley/protocol';
import type { MediaState, RequestData } from '@parley/protocol';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { parseConfig } from '../config.ts';
import type { Environment } from '../config.ts';
import type { Logger } from '../logger.ts';
import { createSignalingServer } from '../signaling-server.ts';
import type { ServerDeps } from '../signaling-server.ts';
import { RawClient } from './raw-client.ts';
import { TestClient } from './test-client.ts';

/** A step of renegotiation; the service looks at its shape only. */
export const SIGNAL = {
  connectionId: 'mc_1',
  round: 'round-1',
  step: { kind: 'offer', sdp: 'v=0' },
} as const;

export const MEDIA: MediaState = { revision: 1, microphone: true, camera: true, screen: false };

/** Says nothing. */
export const silentLog: Logger = pino({ level: 'silent' });

/** A running service on a port of its own, and whoever talks to it; `close` ends all of them. */
export class TestService {
  readonly url: string;
  readonly port: number;
  readonly #closes: (() => unknown)[] = [];

  private constructor(port: number, close: () => unknown) {
    this.port = port;
    this.url = `127.0.0.1:${String(port)}`;
    this.#closes.push(close);
  }

  static async start(env: Environment = {}, deps: Partial<ServerDeps> = {}): Promise<TestService> {
    const config = parseConfig({ PORT: '0', HOST: '127.0.0.1', ...env });
    const server = createSignalingServer(config, { log: silentLog, ...deps });
    const { port } = await server.listen();
    return new TestService(port, () => server.close());
  }

  async close(): Promise<void> {
    for (const close of this.#closes.splice(0).reverse()) await close();
  }

  async connect(): Promise<TestClient> {
    const client = await TestClient.connect(`http://${this.url}`);
    this.#closes.push(() => client.close());
    return client;
  }

  /** A client that prepared `room`. */
  async prepared(room: string, resumeToken?: string): Promise<[TestClient, RequestData<'room:prepare'>]> {
    const client = await this.connect();
    const resume = resumeToken === undefined ? {} : { resumeToken };
    const data = await client.data('room:prepare', { version: PROTOCOL_VERSION, room, ...resume });
    return [client, data];
  }

  /** A client that is a member of `room`. */
  async joined(room: string, name: string): Promise<[TestClient, RequestData<'room:prepare'>]> {
    const [client, identity] = await this.prepared(room);
    await client.data('room:join', { name, media: MEDIA });
    return [client, identity];
  }

  /** A member of `room` whose WebSocket the spec ends as it likes. */
  async joinedRaw(room: string, name: string): Promise<[RawClient, RequestData<'room:prepare'>]> {
    const client = await RawClient.connect(`ws://${this.url}`);
    this.#closes.push(() => client.terminate());
    const identity = await client.data('room:prepare', { version: PROTOCOL_VERSION, room });
    await client.data('room:join', { name, media: MEDIA });
    return [client, identity];
  }

  /** A WebSocket to PeerServer's path, not yet open. */
  peerSocket(
    id: string,
    token: string,
    path = '/peer/peerjs',
    headers: Record<string, string> = {},
  ): WebSocket {
    const query = new URLSearchParams({ key: 'parley', id, token, version: '1.5.5' });
    const socket = new WebSocket(`ws://${this.url}${path}?${query.toString()}`, { headers });
    this.#closes.push(() => {
      socket.on('error', () => undefined);
      socket.terminate();
    });
    return socket;
  }
}
