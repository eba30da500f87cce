import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocketRoute } from '@playwright/test';
import type { Participant } from '../../fixtures/participant.ts';
import type { Bench, Fault } from '../fault.ts';
import { allMoveAt } from '../lab/picture.ts';
import { showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';
import { atMost, exactly, type Row } from '../row.ts';

const NAMES = ['Ada', 'Ben', 'Cleo'] as const;
/** Three people come in this long after one another at most. */
const SPREAD_MS = 600;
const WITHIN_MS = 15_000;
/** Long enough for a second connection to show up that should not be there. */
const STILL_SO_MS = 300;

export const simultaneousJoins: Fault = {
  id: 'joins',
  name: 'simultaneous joins',
  async run({ lab, tries }) {
    const computer = await lab.computer();
    const people: Participant[] = [];
    for (const name of NAMES) people.push(await computer.person(name, { cameraOff: true }));
    const rounds = 5 * tries;
    let wrong = 0;
    for (let round = 0; round < rounds; round += 1) {
      const room = `${lab.room}-${round}`;
      await Promise.all(
        people.map(async (person) => {
          await delay(Math.random() * SPREAD_MS);
          await person.enter(room);
        }),
      );
      const whole = Number.isFinite(await until(() => isWhole(people), WITHIN_MS));
      await delay(STILL_SO_MS);
      if (!whole || !(await isWhole(people))) wrong += 1;
    }
    return [
      exactly(
        `${rounds} times three join at the same time: rounds with a ghost, a double or a missing connection`,
        wrong,
        0,
      ),
    ];
  },
};

/** Everyone has one tile and one live connection for each of the others. */
async function isWhole(people: readonly Participant[]): Promise<boolean> {
  const each = people.map(async (viewer) => {
    const others = people.filter((other) => other !== viewer).map(({ name }) => name);
    const { connections } = await viewer.counts();
    return connections === others.length && (await showsExactly(viewer, others));
  });
  return (await Promise.all(each)).every(Boolean);
}

/** What gets lost of the first call, by the type of the frame. */
export const lostFrames: readonly Fault[] = (['ANSWER', 'CANDIDATE'] as const).map((type) => ({
  id: `lost-${type.toLowerCase()}`,
  name: type === 'ANSWER' ? 'an answer is lost' : 'all candidates of a call are lost',
  async run({ lab }: Bench): Promise<Row[]> {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    await ada.who.enter(lab.room);
    const lost = new Set<string>();
    await ben.who.page.routeWebSocket(/\/peer\b/, (socket) => loseFirst(socket, type, lost));
    const from = Date.now();
    await ben.who.enter(lab.room);
    const seen = (await allMoveAt([ada.who, ben.who], 30_000)) - from;
    return [
      exactly(`${this.name}: calls it happened to`, lost.size, 1),
      atMost(`${this.name}: both see each other after`, { values: [seen], limit: 10_000, unit: 's' }),
    ];
  },
}));

/** Drops the frames of `type` that belong to the first call, both ways. */
function loseFirst(socket: WebSocketRoute, type: string, calls: Set<string>): void {
  const server = socket.connectToServer();
  const isLost = (frame: string | Buffer): boolean => {
    const text = frame.toString();
    const call = /"connectionId":"([^"]+)"/.exec(text)?.[1];
    if (call === undefined || !text.includes(`"type":"${type}"`)) return false;
    if (calls.size === 0) calls.add(call);
    return calls.has(call);
  };
  socket.onMessage((frame) => {
    if (!isLost(frame)) server.send(frame);
  });
  server.onMessage((frame) => {
    if (!isLost(frame)) socket.send(frame);
  });
}
