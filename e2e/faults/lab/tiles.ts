import { readConnectionsMade } from '../../fixtures/probe.ts';
import { type Snapshot, snapshot } from '../../fixtures/untouched.ts';
import type { Participant } from '../../fixtures/participant.ts';

/** The calls of several people as they are on their screens, to be compared with what becomes of them. */
export class Before {
  readonly #snapshots: readonly Snapshot[];

  static async of(people: readonly Participant[]): Promise<Before> {
    return new Before(await Promise.all(people.map((one) => snapshot(one))));
  }

  private constructor(snapshots: readonly Snapshot[]) {
    this.#snapshots = snapshots;
  }

  /** Connections that were closed, or made in the place of others. */
  async connectionsChanged(): Promise<number> {
    const changes = this.#snapshots.map(async ({ who, connections, made }) => {
      const closed = connections - (await who.counts()).connections;
      return Math.abs(closed) + (await readConnectionsMade(who.page)) - made;
    });
    return (await Promise.all(changes)).reduce((sum, change) => sum + change, 0);
  }

  /** Tiles of each other that are gone, there twice, or not the very same element. */
  async tilesChanged(): Promise<number> {
    const names = this.#snapshots.map(({ who }) => who.name);
    const changes = this.#snapshots.flatMap(({ who }) =>
      names
        .filter((name) => name !== who.name)
        .map(async (name) => {
          const same = await who.call
            .tile(name)
            .evaluateAll((tiles) => tiles.map((tile) => tile.hasAttribute('data-remembered')));
          return same.length === 1 && same[0] === true ? 0 : 1;
        }),
    );
    return (await Promise.all(changes)).reduce<number>((sum, change) => sum + change, 0);
  }
}

/** Part of every sentence with which a tile says that its line is not well. */
export const TROUBLE = 'onnection';

/** Names of everyone `viewer` has a tile of, as often as there is one; themselves apart. */
function shownNames(viewer: Participant): Promise<string[]> {
  return viewer.page.getByRole('group').evaluateAll((tiles, own) => {
    const names = tiles.flatMap((tile) =>
      tile.querySelector('video') === null ? [] : [tile.getAttribute('aria-label') ?? ''],
    );
    return names.filter((name) => name !== own);
  }, `${viewer.name} (you)`);
}

/** `viewer` has one tile of each of `names`, and no other. */
export async function showsExactly(viewer: Participant, names: readonly string[]): Promise<boolean> {
  return (await shownNames(viewer)).sort().join('\n') === [...names].sort().join('\n');
}
