import type { Tile } from '../tile';

/** The given tiles in the order in which they first came: known ones keep their order, new ones follow. */
export function arrivalOrder(tiles: readonly Tile[], before: readonly Tile[]): readonly Tile[] {
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]));
  const known = new Set(before.map(({ key }) => key));
  const stayed = before.map(({ key }) => byKey.get(key)).filter((tile) => tile !== undefined);
  return [...stayed, ...tiles.filter(({ key }) => !known.has(key))];
}
