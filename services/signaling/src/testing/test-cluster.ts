import type { RequestData } from '@parley/protocol';
import type { Bus } from '../cluster/bus.ts';
import type { Environment } from '../config.ts';
import { MEDIA, TestService } from './service.ts';
import type { TestClient } from './test-client.ts';

const SECRET = 'shared by every node of a deployment';

type Identity = RequestData<'room:prepare'>;

/** Who comes back, and to which node. */
export interface Visitor {
  readonly at: number;
  readonly name: string;
  readonly is: Identity;
}

/** Several nodes in this process, and whoever talks to them. */
export class TestCluster {
  readonly nodes: readonly TestService[];

  private constructor(nodes: readonly TestService[]) {
    this.nodes = nodes;
  }

  static async start(buses: readonly Bus[], env: Environment = {}): Promise<TestCluster> {
    const nodes: TestService[] = [];
    for (const bus of buses) nodes.push(await TestService.start({ SESSION_SECRET: SECRET, ...env }, { bus }));
    return new TestCluster(nodes);
  }

  node(index: number): TestService {
    const node = this.nodes[index];
    if (!node) throw new Error(`There is no node ${index}.`);
    return node;
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()));
  }

  /** Comes back as the same participant, to whichever node, as often as it takes. */
  async comeBack(index: number, room: string, name: string, resumeToken: string): Promise<TestClient> {
    const enter = async (): Promise<TestClient> => {
      const [client] = await this.node(index).prepared(room, resumeToken);
      await client.data('room:join', { name, media: MEDIA });
      return client;
    };
    for (;;) {
      const client = await enter().catch(() => null);
      if (client) return client;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /**
   * Everybody comes back, as often as it takes until all of them see the same room with all of them in it: what they see.
   */
  async reunited(room: string, visitors: readonly Visitor[]): Promise<string[]> {
    const roster: string[] = [];
    await eventually(async () => {
      const clients: TestClient[] = [];
      for (const { at, name, is } of visitors)
        clients.push(await this.comeBack(at, room, name, is.resumeToken));
      const seen = await Promise.all(
        clients.map((client, position) => rosterOf(client, visitors[position]?.name ?? '')),
      );
      roster.splice(0, roster.length, ...(seen[0] ?? []));
      return roster.length >= visitors.length && new Set(seen.map((view) => view.join())).size === 1;
    });
    return roster;
  }

  joined(index: number, room: string, name: string): Promise<[TestClient, Identity]> {
    return this.node(index).joined(room, name);
  }
}

/** Who a client sees in its room when it asks again, itself included, by name and role. */
export async function rosterOf(client: TestClient, name: string): Promise<string[]> {
  const { self, participants } = await client.data('room:join', { name, media: MEDIA });
  return [self, ...participants].map((seen) => `${seen.name} ${seen.role}`).sort();
}

/** Resolves when `look` no longer throws or answers false; a spec that waits in vain ends by its own time-out. */
export async function eventually(look: () => Promise<boolean>): Promise<void> {
  while (!(await look().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 10));
}
