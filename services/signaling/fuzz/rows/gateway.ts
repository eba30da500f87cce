import { ParticipantIdSchema, RoomIdSchema } from '@parley/protocol';
import type { RequestData } from '@parley/protocol';
import * as v from 'valibot';
import type { WebSocket } from 'ws';
import { peerTokens } from '../../src/peer/peer-token.ts';
import type { PeerTokens } from '../../src/peer/peer-token.ts';
import { systemClock } from '../../src/clock.ts';
import type { Clock } from '../../src/clock.ts';
import type { Random } from '../random.ts';
import type { Row } from '../row.ts';
import { SECRET, barrier } from '../target.ts';
import type { Target } from '../target.ts';
import { garble } from '../malformed/value.ts';

type Identity = RequestData<'room:prepare'>;

/** Less than what is dropped for its number alone. */
const FRAMES_PER_SOCKET = 180;
const AT_ONCE = 25;
const HOME = 'gateway-home';
const ELSEWHERE = 'gateway-elsewhere';

function clockAt(offsetMs: number): Clock {
  return { ...systemClock, now: () => Date.now() + offsetMs };
}

/** Tokens that are genuine but for one thing, for the id they are presented with. */
class WrongTokens {
  readonly #random: Random;
  readonly #expired = peerTokens(SECRET, clockAt(-61_000));
  readonly #forged = peerTokens(`${SECRET}.`, systemClock);
  readonly #genuine = peerTokens(SECRET, systemClock);

  constructor(random: Random) {
    this.#random = random;
  }

  /** Anything but a token that lets `victim` in; `others` hold genuine ones of their own. */
  next(victim: Identity, others: readonly [Identity, ...Identity[]]): string {
    const kind = this.#random.below(6);
    const other = this.#random.pick(others);
    if (kind === 0) return this.#sign(this.#expired, victim.participantId, HOME);
    if (kind === 1) return this.#sign(this.#forged, victim.participantId, HOME);
    if (kind === 2) return this.#sign(this.#genuine, victim.participantId, ELSEWHERE);
    if (kind === 3) return other.peerToken;
    if (kind === 4) return this.#random.chance(0.5) ? victim.resumeToken : other.resumeToken;
    const garbled = garble(this.#random, victim.peerToken);
    return garbled === victim.peerToken ? '' : garbled;
  }

  #sign(tokens: PeerTokens, participantId: string, room: string): string {
    return tokens.sign({
      participantId: v.parse(ParticipantIdSchema, participantId),
      room: v.parse(RoomIdSchema, room),
    });
  }
}

/** How many sockets of `count` opened with a token that is not theirs. */
async function wrongTokens(target: Target, random: Random, count: number): Promise<number> {
  const [client, victim] = await target.member(HOME);
  const [outsider, other] = await target.member(ELSEWHERE);
  const tokens = new WrongTokens(random);
  let [tried, through] = [0, 0];
  const attempt = async (): Promise<void> => {
    while (tried < count) {
      tried += 1;
      const socket = await target.peer(victim.participantId, tokens.next(victim, [other]));
      if (socket) through += 1;
      socket?.terminate();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attempt));
  client.terminate();
  outsider.terminate();
  return through;
}

/** An open socket, and how many frames it was told. */
async function listening(
  target: Target,
  { participantId, peerToken }: Identity,
): Promise<[WebSocket, () => number]> {
  const socket = await target.peer(participantId, peerToken);
  if (!socket) throw new Error('A genuine peer token was refused.');
  let told = 0;
  socket.on('message', () => (told += 1));
  return [socket, () => told];
}

/** How many frames of `count` arrived that were sent by one room to another, or are not a client's to send. */
async function foreignFrames(target: Target, random: Random, count: number): Promise<number> {
  const [client, victim] = await target.member(HOME);
  const [neighbour, neighbourIs] = await target.member(HOME);
  const [socket, told] = await listening(target, victim);
  const media = { type: 'media', connectionId: 'mc_1' };
  const payload = { ...media, sdp: { type: 'offer', sdp: 'v=0' } };
  for (let sent = 0; sent < count; sent += FRAMES_PER_SOCKET) {
    const [outsider, is] = await target.member(`${ELSEWHERE}-${String(sent)}`);
    const [attack] = await listening(target, is);
    for (let n = 0; n < Math.min(FRAMES_PER_SOCKET, count - sent); n += 1) {
      const src = random.pick([neighbourIs.participantId, victim.participantId, is.participantId]);
      const room = random.pick([HOME, ELSEWHERE]);
      const type = random.pick(['OFFER', 'OFFER', 'LEAVE', 'EXPIRE', 'OPEN', 'ID-TAKEN']);
      attack.send(JSON.stringify({ type, src, dst: victim.participantId, room, payload }));
    }
    await barrier(attack);
    attack.terminate();
    outsider.terminate();
  }
  // Whatever was passed on was written before this is answered.
  await barrier(socket);
  const through = told();
  for (const each of [client, neighbour, socket]) each.terminate();
  return through;
}

export async function gatewayRow(target: Target, random: Random, count: number): Promise<Row> {
  const half = Math.floor(count / 2);
  const through =
    (await wrongTokens(target, random, half)) + (await foreignFrames(target, random, count - half));
  return {
    name: `${String(count)} cross-room, forged, expired and foreign tokens and frames: through`,
    figure: String(through),
    limit: '= 0',
    passed: through === 0 && target.alive,
  };
}
