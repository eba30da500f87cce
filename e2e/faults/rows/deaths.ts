import { seenAt } from '../../fixtures/latency.ts';
import type { Participant } from '../../fixtures/participant.ts';
import type { Bench, Fault } from '../fault.ts';
import { Conversation } from '../lab/conversation.ts';
import type { Seat } from '../lab/lab.ts';
import { allMoveAt } from '../lab/picture.ts';
import { Before, showsExactly, TROUBLE } from '../lab/tiles.ts';
import { atMost, exactly, type Row } from '../row.ts';

const WITHIN_MS = 20_000;
const GONE_WITHIN_MS = 60_000;

/** A way to be gone that says goodbye to nobody. */
interface Death {
  readonly id: string;
  readonly name: string;
  end(seat: Seat): Promise<void>;
}

const DEATHS: readonly Death[] = [
  {
    id: 'death-crash',
    name: 'a page crashes',
    async end({ who }) {
      const session = await who.context.newCDPSession(who.page);
      // A page that has crashed answers nothing.
      void session.send('Page.crash').catch(() => undefined);
    },
  },
  {
    id: 'death-kill',
    name: 'a browser is killed',
    end: ({ computer }) => {
      computer.namespace.signal('SIGKILL');
      return Promise.resolve();
    },
  },
  {
    id: 'death-power',
    name: 'a computer loses its power',
    end({ computer }) {
      // Not even its system can close a connection for it.
      computer.link.cut();
      computer.namespace.signal('SIGKILL');
      return Promise.resolve();
    },
  },
];

export const deaths: readonly Fault[] = DEATHS.map((death) => ({
  id: death.id,
  name: death.name,
  run: (bench) => die(death, bench),
}));

async function die({ name, end }: Death, { lab, conversations }: Bench): Promise<Row[]> {
  const [ada, ben, cleo] = await lab.seats(['Ada', 'Ben', 'Cleo']);
  const [left, right] = [ada.who, ben.who];
  const living = [left, right] as const;
  await Promise.all([ada, ben, cleo].map(({ who }) => who.enter(lab.room)));
  await allMoveAt([ada.who, ben.who, cleo.who], WITHIN_MS);
  const talk = await Conversation.begin(living);
  const before = await Before.of(living);

  const hints = living.map(({ page }) => first(page, { tile: 'Cleo', says: TROUBLE, there: true }));
  const goings = living.map(({ page }) => first(page, { tile: 'Cleo', there: false }));
  const endedAt = Date.now();
  await end(cleo);
  const gone = (await Promise.all(goings)).map((at) => at - endedAt);
  // A tile that goes at once needs no word before.
  const hinted = (await Promise.all(hints)).map((at, index) =>
    Math.min(at - endedAt, gone[index] ?? Infinity),
  );
  const wrong = await ghosts([left, right]);
  const changed = await before.tilesChanged();
  await conversations.count(talk, name);
  return [
    atMost(`${name}: the tile says so, or is gone`, { values: hinted, limit: 3_000, unit: 's' }),
    atMost(`${name}: the tile is gone`, { values: gone, limit: 35_000, unit: 's' }),
    exactly(`${name}: ghosts, and other tiles changed`, wrong + changed, 0),
  ];
}

export const cleanLeave: Fault = {
  id: 'leave',
  name: 'somebody leaves',
  async run({ lab }) {
    const values: number[] = [];
    const seats = await lab.seats(['Ada', 'Ben', 'Cleo']);
    const [ada, ben, cleo] = seats;
    await Promise.all(seats.map(({ who }) => who.enter(lab.room)));
    await allMoveAt([ada.who, ben.who, cleo.who], WITHIN_MS);
    const byButton = [ada, ben].map(({ who }) => first(who.page, { tile: 'Cleo', there: false }));
    let leftAt = Date.now();
    await cleo.who.call.leave();
    values.push(...(await Promise.all(byButton)).map((at) => at - leftAt));

    const byClosing = first(ada.who.page, { tile: 'Ben', there: false });
    leftAt = Date.now();
    await ben.who.page.close();
    values.push((await byClosing) - leftAt);
    return [
      atMost('somebody leaves, or closes the tab: the tile is gone', { values, limit: 500, unit: 's' }),
      exactly('somebody leaves: ghosts', Number(!(await showsExactly(ada.who, []))), 0),
    ];
  },
};

/** When `sight` is first true, or infinite. */
function first(page: Participant['page'], sight: Parameters<typeof seenAt>[1]): Promise<number> {
  const never = new Promise<number>((resolve) =>
    setTimeout(() => resolve(Number.POSITIVE_INFINITY), GONE_WITHIN_MS).unref(),
  );
  return Promise.race([seenAt(page, sight), never]);
}

/** Screens of two people that show anybody but the other. */
async function ghosts([left, right]: readonly [Participant, Participant]): Promise<number> {
  const shown = await Promise.all([showsExactly(left, [right.name]), showsExactly(right, [left.name])]);
  return shown.filter((isRight) => !isRight).length;
}
