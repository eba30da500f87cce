import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION, REQUESTS } from '@parley/protocol';
import type { RequestData } from '@parley/protocol';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import * as v from 'valibot';
import { within } from './patience.ts';

type Prepared = RequestData<'room:prepare'>;

/** Any code, also one of a service newer than this. */
const AnswerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), data: REQUESTS['room:prepare'].data }),
  v.object({ ok: v.literal(false), error: v.object({ code: v.string() }) }),
]);

/** What of a deployment a session needs. */
export interface Reached {
  readonly url: URL;
  readonly patienceMs: number;
}

/** The service answered, but with a refusal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** From the protocol's list. */
  readonly code: string;

  constructor(code: string) {
    super(`refused with ${code}`);
    this.code = code;
  }
}

/** A visitor in the lobby of a room that nobody knows: it enters nothing, and nobody is told. */
export class Session {
  readonly #socket: Socket;
  readonly prepared: Prepared;
  /** From nothing to an open Socket.IO connection. */
  readonly connectMs: number;
  /** From the request for an identity to its answer. */
  readonly answerMs: number;

  private constructor(socket: Socket, prepared: Prepared, connectMs: number, answerMs: number) {
    this.#socket = socket;
    this.prepared = prepared;
    this.connectMs = connectMs;
    this.answerMs = answerMs;
  }

  /** @throws Refused, NoAnswer, or what Socket.IO says of a connection that failed. */
  static async open({ url, patienceMs }: Reached): Promise<Session> {
    const start = performance.now();
    const socket = io(url.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      rejectUnauthorized: false,
      timeout: patienceMs,
      extraHeaders: { origin: url.origin },
    });
    try {
      await within(patienceMs, connected(socket));
      const asked = performance.now();
      const prepared = await prepare(socket, patienceMs);
      return new Session(socket, prepared, asked - start, performance.now() - asked);
    } catch (error) {
      socket.disconnect();
      throw error;
    }
  }

  close(): void {
    this.#socket.disconnect();
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

async function prepare(socket: Socket, patienceMs: number): Promise<Prepared> {
  const payload = { version: PROTOCOL_VERSION, room: randomUUID() };
  const answer: unknown = await within(
    patienceMs,
    new Promise((resolve) => socket.emit('room:prepare', payload, resolve)),
  );
  const parsed = v.safeParse(AnswerSchema, answer);
  if (!parsed.success) throw new Refused('an answer that is not of this protocol');
  if (!parsed.output.ok) throw new Refused(parsed.output.error.code);
  return parsed.output.data;
}
