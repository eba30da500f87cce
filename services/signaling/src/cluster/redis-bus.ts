import { createHmac, randomUUID } from 'node:crypto';
import type { RoomId } from '@parley/protocol';
import { createClient } from '@redis/client';
import * as v from 'valibot';
import type { Beat, Bus, BusTiming, Claim, Lease } from './bus.ts';
import { TIMING } from './bus.ts';
import { BEAT, CLAIM, LEAVE, RELEASE, RENEW } from './lease-scripts.ts';
import { TurnQueue } from './turn-queue.ts';

/** How long a room stays with its owner where that never renews its lease; being alive is what counts until then. */
const LEASE_MS = 60_000;
const CONNECT_MS = 2_000;
/** Beats keep a connection busy; one that is silent for this long leads nowhere. */
const SILENCE_MS = 5_000;
const RECONNECT_MS = { min: 100, max: 1_000 } as const;

const Flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((flag) => flag === '1'),
);
const BeatSchema = v.pipe(
  v.tupleWithRest([Flag, Flag], v.string()),
  v.transform(([kept, settled, ...live]): Beat => ({ kept, settled, live })),
);
const ClaimSchema = v.pipe(
  v.tuple([v.string(), v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number)), Flag, v.string()]),
  v.transform(([owner, epoch, alive, deposed]): Claim => ({
    owner,
    epoch,
    alive,
    deposed: deposed === '' ? null : deposed,
  })),
);
const PositionsSchema = v.array(v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)));

function newClient(url: string) {
  const client = createClient({
    url,
    // What waits for a connection is worth nothing once there is one again.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (failures) => Math.min(RECONNECT_MS.min * 2 ** failures, RECONNECT_MS.max),
    },
  });
  // Without a listener an error event would end the process. That the bus is down shows in its beats.
  client.on('error', () => undefined);
  return client;
}
type Client = ReturnType<typeof newClient>;

export interface RedisBusOptions {
  readonly url: string;
  /** Nodes with another secret are another deployment. Names of rooms are not readable in Redis without it. */
  readonly secret: string;
  readonly timing?: BusTiming;
}

/** The bus over one Redis: scripts for leases, channels for messages. */
export class RedisBus implements Bus {
  readonly node = randomUUID();
  readonly timing: BusTiming;
  readonly #commands: Client;
  readonly #ears: Client;
  readonly #key: Buffer;
  readonly #prefix: string;
  readonly #echoes = new Map<string, () => void>();
  readonly #turns = new TurnQueue();

  constructor({ url, secret, timing = TIMING }: RedisBusOptions) {
    this.timing = timing;
    this.#key = createHmac('sha256', secret).update('bus').digest();
    // The braces keep all keys together where Redis is a cluster.
    this.#prefix = `{parley:${this.#hash('deployment').slice(0, 8)}}:`;
    this.#commands = newClient(url);
    this.#ears = newClient(url);
  }

  async open(listener: { message: (text: string) => void; gap: () => void }): Promise<void> {
    this.#commands.on('ready', listener.gap);
    this.#ears.on('ready', listener.gap);
    await Promise.all([this.#commands.connect(), this.#ears.connect()]);
    const hear = (text: string): void => {
      const echo = this.#echoes.get(text);
      if (echo) echo();
      else this.#turns.add(() => listener.message(text));
    };
    await this.#ears.subscribe([this.#channel(this.node), this.#channel(null)], hear);
  }

  send(to: string | null, text: string): void {
    this.#commands.publish(this.#channel(to), text).catch(() => undefined);
  }

  async beat(): Promise<Beat> {
    const [answer] = await Promise.all([
      this.#run(BEAT, this.#nodeKeys, [this.node, String(this.timing.lifeMs)]),
      this.#echo(),
    ]);
    return v.parse(BeatSchema, answer);
  }

  async claim(room: RoomId): Promise<Claim> {
    const keys = [...this.#nodeKeys, this.#roomKey(room)];
    const given = [this.node, String(this.timing.lifeMs), String(LEASE_MS)];
    return v.parse(ClaimSchema, await this.#run(CLAIM, keys, given));
  }

  async renew(leases: readonly Lease[]): Promise<readonly RoomId[]> {
    const keys = [...this.#nodeKeys, ...leases.map(({ room }) => this.#roomKey(room))];
    const given = [this.node, String(LEASE_MS), ...leases.map(({ epoch }) => String(epoch))];
    const positions = v.parse(PositionsSchema, await this.#run(RENEW, keys, given));
    return leases.filter((_, position) => positions.includes(position)).map(({ room }) => room);
  }

  async release({ room, epoch }: Lease): Promise<void> {
    await this.#run(RELEASE, [this.#roomKey(room)], [this.node, String(epoch)]);
  }

  async leave(): Promise<void> {
    await this.#run(LEAVE, this.#nodeKeys, [this.node]);
  }

  async close(): Promise<void> {
    this.#turns.clear();
    for (const client of [this.#commands, this.#ears]) if (client.isOpen) client.destroy();
    return Promise.resolve();
  }

  /** Resolves when what this node says to itself has come back. */
  async #echo(): Promise<void> {
    const text = `echo ${randomUUID()}`;
    const heard = new Promise<void>((resolve) => this.#echoes.set(text, resolve));
    try {
      await this.#commands.publish(this.#channel(this.node), text);
      await heard;
    } finally {
      this.#echoes.delete(text);
    }
  }

  async #run(script: string, keys: readonly string[], given: readonly string[]): Promise<unknown> {
    const answer: unknown = await this.#commands.eval(script, { keys: [...keys], arguments: [...given] });
    return answer;
  }

  get #nodeKeys(): readonly string[] {
    return [`${this.#prefix}nodes`, `${this.#prefix}since`];
  }

  #roomKey(room: RoomId): string {
    return `${this.#prefix}room:${this.#hash(room)}`;
  }

  #channel(node: string | null): string {
    return `${this.#prefix}to:${node ?? 'all'}`;
  }

  #hash(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url').slice(0, 22);
  }
}
