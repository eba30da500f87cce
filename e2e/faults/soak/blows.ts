import { setTimeout as delay } from 'node:timers/promises';
import { endCapture, readCapturing } from '../../fixtures/probe.ts';
import type { Seat } from '../lab/lab.ts';
import type { Chance } from './chance.ts';
import type { Meeting } from './meeting.ts';

/** Whom a fault hits, and for how long. */
interface Aim {
  readonly meeting: Meeting;
  readonly victim: Seat;
  readonly other: Seat;
  readonly forMs: number;
}

/** One kind of fault. It resolves when what was broken is mended. */
interface Blow {
  readonly name: string;
  /** It hits everybody, not one person. */
  readonly everybody?: true;
  strike(aim: Aim): Promise<void>;
}

const BLOWS: readonly Blow[] = [
  {
    name: 'line cut',
    strike: ({ victim, forMs }) => broken(victim, forMs, ({ link }) => link.cut()),
  },
  {
    name: 'path to one other cut',
    strike: ({ victim, other, forMs }) =>
      broken(victim, forMs, ({ link }) => link.cutFrom(other.computer.link)),
  },
  {
    name: 'service swallowed',
    strike: ({ meeting, victim, forMs }) =>
      broken(victim, forMs, ({ link }) => link.swallow(meeting.lab.port)),
  },
  {
    name: '30 % loss',
    strike: ({ victim, forMs }) => broken(victim, forMs, ({ link }) => link.lose(30)),
  },
  {
    name: 'uplink of 300 kbit/s',
    async strike({ victim, forMs }) {
      victim.computer.link.limitUplink(300);
      await delay(forMs);
      victim.computer.link.freeUplink();
    },
  },
  {
    name: 'address changed',
    strike({ victim }) {
      victim.computer.link.changeAddress();
      return Promise.resolve();
    },
  },
  {
    name: 'asleep',
    async strike({ victim, forMs }) {
      const { link, namespace } = victim.computer;
      link.cut();
      namespace.signal('SIGSTOP');
      await delay(forMs);
      link.mend();
      namespace.signal('SIGCONT');
    },
  },
  {
    name: 'page frozen',
    async strike({ victim: { who }, forMs }) {
      const session = await who.context.newCDPSession(who.page);
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await delay(forMs);
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      await session.detach();
    },
  },
  {
    name: 'page crashed',
    async strike({ meeting, victim }) {
      const session = await victim.who.context.newCDPSession(victim.who.page);
      // A page that has crashed answers nothing.
      void session.send('Page.crash').catch(() => undefined);
      await meeting.comeAnew(victim);
    },
  },
  {
    name: 'page reloaded',
    async strike({ meeting, victim: { who } }) {
      await who.enter(meeting.lab.room);
      await who.call.openChat();
    },
  },
  {
    name: 'device ended',
    async strike({ victim: { who } }) {
      const [device] = await readCapturing(who.page);
      await endCapture(who.page, device?.label ?? '');
    },
  },
  {
    name: 'service killed',
    everybody: true,
    strike: async ({ meeting: { lab }, forMs }) => {
      await lab.service.kill();
      await delay(forMs);
      await lab.service.start();
    },
  },
  {
    name: 'service told to stop',
    everybody: true,
    strike: async ({ meeting: { lab }, forMs }) => {
      await lab.service.stop();
      await delay(forMs);
      await lab.service.start();
    },
  },
  {
    name: 'service hangs',
    everybody: true,
    strike: async ({ meeting: { lab }, forMs }) => {
      lab.service.freeze();
      await delay(forMs);
      lab.service.thaw();
    },
  },
];

/** Shorter than the pause between two faults. */
const FOR_MS = { least: 1_000, most: 8_000 } as const;

/** A fault that chance has chosen, with its name. */
export interface Chosen {
  readonly name: string;
  readonly strike: () => Promise<void>;
}

/** Faults without end; each kind comes once before one comes again. */
export function* blows(meeting: Meeting, chance: Chance): Generator<Chosen, never> {
  for (;;) {
    for (const blow of chance.shuffled(BLOWS)) {
      const [victim, other] = chance.shuffled(meeting.seats);
      if (victim === undefined || other === undefined) throw new Error('Nobody is there.');
      const forMs = chance.ms(FOR_MS.least, FOR_MS.most);
      const name = blow.everybody ? blow.name : `${blow.name} (${victim.name})`;
      yield { name, strike: () => blow.strike({ meeting, victim, other, forMs }) };
    }
  }
}

async function broken(
  { computer }: Seat,
  forMs: number,
  breakIt: (computer: Seat['computer']) => void,
): Promise<void> {
  breakIt(computer);
  await delay(forMs);
  computer.link.mend();
}
