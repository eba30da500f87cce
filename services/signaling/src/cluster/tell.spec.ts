import type { ParticipantId, RoomId } from '@parley/protocol';
import { systemClock } from '../clock.ts';
import { RoomRegistry } from '../rooms/room-registry.ts';
import type { RegistryFact } from '../rooms/registry-fact.ts';
import { MemoryHub } from '../testing/memory-bus.ts';
import { MEDIA, SIGNAL, silentLog } from '../testing/service.ts';
import { Cluster } from './cluster.ts';

const KITCHEN = 'kitchen' as RoomId;

/** A node without a network; `facts` is what its sockets would be told. */
class BareNode {
  readonly facts: RegistryFact[] = [];
  readonly cluster: Cluster;

  constructor(hub: MemoryHub) {
    const registry = new RoomRegistry({ capacity: 8, awaitReturnMs: 1_000, clock: systemClock });
    const announce = (fact: RegistryFact): void => void this.facts.push(fact);
    registry.observe(announce);
    const nothing = (): undefined => undefined;
    this.cluster = new Cluster({
      bus: hub.join(),
      registry,
      local: {
        announce,
        closeConnection: nothing,
        closePeers: nothing,
        closePeer: nothing,
        deliver: () => false,
      },
      clock: systemClock,
      log: silentLog,
    });
  }

  /** Joins as `connection`, a name no other node uses. */
  async join(connection: string): Promise<ParticipantId> {
    const participantId = crypto.randomUUID() as ParticipantId;
    await this.cluster.rooms.prepare(connection, { room: KITCHEN, participantId });
    await this.cluster.rooms.join(connection, connection, MEDIA);
    return participantId;
  }

  /** The connections that were told something of their own. */
  get told(): string[] {
    return this.facts.flatMap((fact) => (fact.type === 'member-told' ? [fact.connectionId] : []));
  }
}

describe('telling one member something', () => {
  let nodes: [BareNode, BareNode, BareNode];
  let members: (readonly [node: BareNode, connection: string, id: ParticipantId])[];

  beforeEach(async () => {
    const hub = new MemoryHub();
    nodes = [new BareNode(hub), new BareNode(hub), new BareNode(hub)];
    for (const { cluster } of nodes) await cluster.start();
    const [owner, relay, another] = nodes;
    members = [];
    for (const [node, connection] of [
      [owner, 'ada'],
      [relay, 'bob'],
      [relay, 'cleo'],
      [another, 'dan'],
    ] as const)
      members.push([node, connection, await node.join(connection)]);
  });

  afterEach(() => Promise.all(nodes.map(({ cluster }) => cluster.close())));

  const signal = {
    name: 'rtc:signal',
    payload: { from: crypto.randomUUID() as ParticipantId, signal: SIGNAL },
  } as const;

  it('reaches it and nobody else, whichever nodes the two are at', async () => {
    for (const [asked, speaker] of members)
      for (const [node, connection, id] of members) {
        for (const { facts } of nodes) facts.splice(0);
        expect(await asked.cluster.rooms.tell(speaker, id, signal)).toBeNull();
        // What is told to a socket of another node is on its way.
        while (!node.told.includes(connection)) await new Promise((resolve) => setTimeout(resolve, 1));
        const elsewhere = nodes.filter((other) => other !== node).flatMap(({ told }) => told);
        expect(elsewhere.filter((name) => !name.includes('/'))).toEqual([]);
        expect(node.told).toEqual([connection]);
      }
  });

  it('is refused to somebody who is not there, and for somebody who is not', async () => {
    const ids = members.map(([, , id]) => id);
    for (const { cluster } of nodes)
      for (const id of ids)
        expect(await cluster.rooms.tell('nobody', id, signal)).toEqual({
          refused: 'not-in-room',
        });
    for (const [{ cluster }, speaker] of members)
      expect(await cluster.rooms.tell(speaker, crypto.randomUUID() as ParticipantId, signal)).toEqual({
        refused: 'participant-unreachable',
      });
  });
});
