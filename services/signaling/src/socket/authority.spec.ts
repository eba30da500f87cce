import { PROTOCOL_VERSION, REQUESTS } from '@parley/protocol';
import type { RequestName } from '@parley/protocol';
import { FakeClock } from '../testing/fake-clock.ts';
import { MEDIA, SIGNAL, TestService } from '../testing/service.ts';
import type { TestClient } from '../testing/test-client.ts';

const LINKS = { relay: 1, direct: 2 };

/** Two rooms with somebody in each who hears what is told there, and one that does not exist. */
interface Scene {
  readonly home: string;
  readonly elsewhere: string;
  readonly unknown: string;
  readonly homeWitness: TestClient;
  readonly elsewhereWitness: TestClient;
  /** Ids of the two witnesses. */
  readonly victims: readonly string[];
  /** One more in each of the two rooms, who may be removed. */
  readonly targets: readonly string[];
}

const ROLES = ['nobody', 'prepared', 'member', 'host', 'left', 'member elsewhere'] as const;
type Role = (typeof ROLES)[number];
const ROOMS = ['home', 'elsewhere', 'unknown'] as const;
type RoomChoice = (typeof ROOMS)[number];

/** What a request comes to: its error code or `ok`, and the facts heard at home and elsewhere. */
interface Outcome {
  readonly answer: string;
  readonly home: readonly string[];
  readonly elsewhere: readonly string[];
}

const ok: Outcome = { answer: 'ok', home: [], elsewhere: [] };
const refused = (answer: string): Outcome => ({ answer, home: [], elsewhere: [] });
const atHome = (...home: string[]): Outcome => ({ ...ok, home });
const awayFromHome = (...elsewhere: string[]): Outcome => ({ ...ok, elsewhere });

/** The whole law. Which room a payload names makes no difference to any cell: the specs go through all three. */
const LAW: Readonly<Record<RequestName, Readonly<Record<Role, Outcome>>>> = {
  'room:prepare': {
    nobody: ok,
    prepared: ok,
    member: refused('already-in-room'),
    host: refused('already-in-room'),
    left: ok,
    'member elsewhere': refused('already-in-room'),
  },
  'room:join': {
    nobody: refused('not-in-room'),
    prepared: atHome('participant:joined'),
    member: atHome('participant:updated'),
    host: atHome('participant:updated'),
    left: atHome('participant:joined'),
    'member elsewhere': awayFromHome('participant:updated'),
  },
  'room:leave': {
    nobody: ok,
    prepared: ok,
    member: atHome('participant:left'),
    host: atHome('participant:left', 'host:changed'),
    left: ok,
    'member elsewhere': awayFromHome('participant:left'),
  },
  'participant:update': {
    nobody: refused('not-in-room'),
    prepared: refused('not-in-room'),
    member: atHome('participant:updated'),
    host: atHome('participant:updated'),
    left: refused('not-in-room'),
    'member elsewhere': awayFromHome('participant:updated'),
  },
  'participant:remove': {
    nobody: refused('not-in-room'),
    prepared: refused('not-in-room'),
    member: refused('host-only'),
    host: atHome('participant:left'),
    left: refused('not-in-room'),
    'member elsewhere': refused('host-only'),
  },
  'peer:refresh': {
    nobody: refused('not-in-room'),
    prepared: ok,
    member: ok,
    host: ok,
    left: ok,
    'member elsewhere': ok,
  },
  'rtc:signal': {
    nobody: refused('not-in-room'),
    prepared: refused('not-in-room'),
    member: atHome('rtc:signal'),
    host: atHome('rtc:signal'),
    left: refused('not-in-room'),
    'member elsewhere': awayFromHome('rtc:signal'),
  },
  'links:report': {
    nobody: refused('not-in-room'),
    prepared: ok,
    member: ok,
    host: ok,
    left: ok,
    'member elsewhere': ok,
  },
};

describe('authority', () => {
  let service: TestService;
  let scenes = 0;

  beforeAll(async () => {
    service = await TestService.start({ VISITS_PER_ADDRESS: '100000' }, { clock: new FakeClock() });
  });

  afterAll(() => service.close());

  async function actor(role: Role, home: string, elsewhere: string): Promise<TestClient> {
    if (role === 'nobody') return await service.connect();
    if (role === 'prepared') return (await service.prepared(home))[0];
    const [client] = await service.joined(role === 'member elsewhere' ? elsewhere : home, 'Mallory');
    if (role === 'left') await client.data('room:leave', {});
    return client;
  }

  async function stage(role: Role): Promise<[TestClient, Scene]> {
    scenes += 1;
    const [home, elsewhere, unknown] = ['home', 'elsewhere', 'unknown'].map((r) => `${r}-${String(scenes)}`);
    if (home === undefined || elsewhere === undefined || unknown === undefined) throw new Error('No rooms.');
    // The host is whoever came first.
    const early = role === 'host' ? await actor(role, home, elsewhere) : null;
    const [homeWitness, homeIs] = await service.joined(home, 'Ada');
    const [elsewhereWitness, elsewhereIs] = await service.joined(elsewhere, 'Bob');
    const client = early ?? (await actor(role, home, elsewhere));
    const victims = [homeIs.participantId, elsewhereIs.participantId];
    const [, homeTarget] = await service.joined(home, 'Cleo');
    const [, elsewhereTarget] = await service.joined(elsewhere, 'Dan');
    const targets = [homeTarget.participantId, elsewhereTarget.participantId];
    for (const witness of [homeWitness, elsewhereWitness]) {
      await witness.settle();
      witness.forget();
    }
    return [client, { home, elsewhere, unknown, homeWitness, elsewhereWitness, victims, targets }];
  }

  /** The request, with everything in it that could claim another room or another sender. */
  function payloadOf(room: string, victim: string | undefined, to: string | undefined): object {
    const claims = {
      id: victim,
      participantId: victim,
      sender: victim,
      from: victim,
      src: victim,
      role: 'host',
    };
    const media = { ...MEDIA, revision: 2, camera: false };
    return {
      ...claims,
      version: PROTOCOL_VERSION,
      room,
      to,
      name: 'Mallory',
      media,
      signal: SIGNAL,
      ...LINKS,
    };
  }

  async function outcome(name: RequestName, role: Role, choice: RoomChoice): Promise<Outcome> {
    const [client, scene] = await stage(role);
    const victim = scene.victims[choice === 'elsewhere' ? 1 : 0];
    // A signal goes to one person: to whom, decides whether it may; see below for those it may not reach.
    const to = scene.victims[role === 'member elsewhere' ? 1 : 0];
    const target = scene.targets[role === 'member elsewhere' ? 1 : 0];
    const claims = payloadOf(scene[choice], victim, to);
    // So does a removal: the specs go through everybody it may not reach below.
    const payload = name === 'participant:remove' ? { ...claims, participantId: target } : claims;
    const ack: unknown = await client.ask(name, payload);
    await scene.homeWitness.settle();
    await scene.elsewhereWitness.settle();
    const code = /"code":"([\w-]+)"/.exec(JSON.stringify(ack))?.[1] ?? 'ok';
    const { homeWitness, elsewhereWitness } = scene;
    // Whatever was told, it was told of Mallory, or of whom a host may remove.
    const told = JSON.stringify([
      ...homeWitness.payloads('participant:'),
      ...elsewhereWitness.payloads('participant:'),
    ]);
    for (const id of scene.victims) expect(told).not.toContain(id);
    return { answer: code, home: homeWitness.facts, elsewhere: elsewhereWitness.facts };
  }

  it('covers every request there is', () => {
    expect(Object.keys(LAW).sort()).toEqual(Object.keys(REQUESTS).sort());
  });

  for (const name of Object.keys(LAW) as RequestName[]) {
    for (const role of ROLES) {
      it(`of ${role} for ${name} is the connection’s, whichever room the payload names`, async () => {
        for (const room of ROOMS) expect(await outcome(name, role, room)).toEqual(LAW[name][role]);
      });
    }
  }

  it('lets nobody send a signal to somebody who is not with them, and tells not why', async () => {
    const [client, { elsewhereWitness, victims, homeWitness }] = await stage('member');
    const [gone, goneIs] = await service.prepared('home-of-nobody');
    gone.close();
    for (const to of [victims[1], goneIs.participantId, '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11']) {
      const ack: unknown = await client.ask('rtc:signal', { to, signal: SIGNAL });
      expect(ack).toEqual({ ok: false, error: { code: 'participant-unreachable' } });
    }
    await elsewhereWitness.settle();
    expect([...elsewhereWitness.facts, ...homeWitness.facts]).toEqual([]);
  });

  it('lets a host remove nobody of another room, nobody in the lobby, and not itself', async () => {
    const [client, { home, elsewhereWitness, victims, homeWitness }] = await stage('host');
    const [, prepared] = await service.prepared(home);
    const { self } = await client.data('room:join', { name: 'Mallory', media: MEDIA });
    for (const participantId of [victims[1], prepared.participantId, self.id]) {
      const ack: unknown = await client.ask('participant:remove', { participantId });
      expect(ack).toEqual({ ok: false, error: { code: 'participant-unreachable' } });
    }
    await elsewhereWitness.settle();
    await homeWitness.settle();
    expect([...elsewhereWitness.facts, ...homeWitness.facts]).toEqual([]);
  });

  it('answers alike for a room that exists and one that does not', async () => {
    await service.joined('existing-room', 'Ada');
    const shapes: string[] = [];
    for (const room of ['existing-room', 'unknown-room']) {
      const [, data] = await service.prepared(room);
      shapes.push(JSON.stringify(data).replace(/"[\w.-]{20,}"/g, (text) => String(text.length)));
    }
    expect(shapes[0]?.replace(/\d+/g, '')).toBe(shapes[1]?.replace(/\d+/g, ''));
  });
});
