import { randomUUID } from 'node:crypto';
import { Authority } from './testing/authority.ts';
import { Listener } from './testing/listener.ts';
import { PEER, RELAY, furnishNetwork, welcome } from './testing/own-network.ts';
import { startProjectRelay } from './testing/project-relay.ts';
import type { Access, ProjectRelay } from './testing/project-relay.ts';
import { RelayProbe, answerTo } from './testing/relay-probe.ts';
import type { Family } from './testing/relay-probe.ts';
import { SPECIAL, UNASSIGNABLE } from './testing/special-addresses.ts';

const USER_QUOTA = 120;
const UNAUTHORIZED = 401;
const WRONG_REALM = 437;
const QUOTA_REACHED = 486;

/**
 * A real coturn with the configuration and the start of services/turn, in a network where every address would answer.
 * Mostly over TCP: a relay remembers where a datagram came from, and the next client may come from the same port.
 */
describe('the relay of a deployment', () => {
  let relay: ProjectRelay;
  let listener: Listener;
  const probes: RelayProbe[] = [];

  beforeAll(async () => {
    furnishNetwork();
    const authority = await Authority.make('Spec Root');
    relay = await startProjectRelay(await authority.issue({ names: ['127.0.0.1'] }));
    // After the relay has chosen its own.
    welcome([PEER[4], PEER[6], ...SPECIAL.filter((address) => !UNASSIGNABLE.has(address))]);
    listener = await Listener.open({ 4: '224.0.0.1', 6: 'ff02::1' });
  });
  afterEach(async () => {
    for (const probe of probes.splice(0)) await probe.close();
  });
  afterAll(async () => {
    await listener.close();
    await relay.close();
  });

  async function probe(family: Family): Promise<RelayProbe> {
    const opened = await RelayProbe.open(relay.address('tcp', relay.access(randomUUID())), { family });
    probes.push(opened);
    return opened;
  }

  for (const family of [4, 6] as const) {
    it(`carries to a public address over IPv${String(family)}, by permission and by channel`, async () => {
      const ours = await probe(family);
      expect(ours.relayed).toBe(RELAY[family]);
      await ours.permit(PEER[family]);
      await ours.sendUnasked(`permitted ${String(family)}`, PEER[family], listener.port);
      await listener.arrival(`permitted ${String(family)}`);
      await ours.sendByChannel(`channel ${String(family)}`, PEER[family], listener.port);
      await listener.arrival(`channel ${String(family)}`);
      expect(listener.heard).toContain(`channel ${String(family)}`);
    });
  }

  for (const address of SPECIAL) {
    it(`carries nothing to ${address}`, async () => {
      const family = address.includes(':') ? 6 : 4;
      const asked = await probe(family);
      const permission = await answerTo(asked.permit(address));
      const bound = await probe(family);
      const channel = await answerTo(bound.sendByChannel(address, address, listener.port));
      const unasked = await probe(family);
      for (const one of [asked, bound, unasked]) await one.sendUnasked(address, address, listener.port);
      // The relay does one thing after the other: when the last has arrived, so would have all before.
      const last = `after ${address}`;
      await unasked.permit(PEER[family]);
      await unasked.sendUnasked(last, PEER[family], listener.port);
      await listener.arrival(last);
      expect(permission).withContext('permission').toBeGreaterThanOrEqual(400);
      expect(channel).withContext('channel').toBeGreaterThanOrEqual(400);
      expect(listener.heard.has(address)).toBeFalse();
    });
  }

  describe('credentials', () => {
    const answer = (access: Access, realm?: string) =>
      answerTo(
        RelayProbe.open(relay.address('tcp', access), realm === undefined ? {} : { realm }).then((opened) =>
          probes.push(opened),
        ),
      );

    for (const transport of ['udp', 'tcp', 'tls'] as const) {
      it(`of this minute open it over ${transport}`, async () => {
        const opening = RelayProbe.open(relay.address(transport, relay.access('ada')));
        expect(await answerTo(opening.then((opened) => probes.push(opened)))).toBe(200);
      });
    }

    it('that expired do not', async () => {
      expect(await answer(relay.access('ada', -1))).toBe(UNAUTHORIZED);
    });

    it('made with another secret do not', async () => {
      expect(await answer(relay.access('ada', 10, 'another secret altogether'))).toBe(UNAUTHORIZED);
    });

    it('of somebody else, or with a later end, do not', async () => {
      const { credential } = relay.access('ada');
      expect(await answer({ ...relay.access('ben'), credential })).toBe(UNAUTHORIZED);
      expect(await answer({ ...relay.access('ada', 600), credential })).toBe(UNAUTHORIZED);
    });

    it('for another realm do not', async () => {
      expect(await answer(relay.access('ada'), 'elsewhere')).toBe(WRONG_REALM);
    });

    it('that are empty do not', async () => {
      expect(await answer({ username: '', credential: '' })).toBeGreaterThanOrEqual(400);
    });
  });

  it('gives one participant as many allocations as the quota says, and others theirs', async () => {
    const open = async (access: Access) => {
      probes.push(await RelayProbe.open(relay.address('tcp', access)));
    };
    for (let count = 0; count < USER_QUOTA; count += 1) await open(relay.access('quota'));
    // Fresh credentials do not make a fresh participant.
    expect(await answerTo(open(relay.access('quota', 20)))).toBe(QUOTA_REACHED);
    expect(await answerTo(open(relay.access('cleo')))).toBe(200);
  });
});
