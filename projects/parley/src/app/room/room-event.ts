import type { Roster } from './roster';

/** How somebody went. `lost`: their connection broke for good. `removed`: the host wished it. */
export type Departure = 'left' | 'lost' | 'removed';

/** Something that happened in the room and is worth a word on screen. `name` is empty where it concerns us. */
export interface RoomEvent {
  readonly kind: 'joined' | Departure | 'not-removed' | 'sharing' | 'stopped-sharing' | 'host' | 'self-host';
  readonly name: string;
}

/** What to say about the step from one roster to the next; whoever is gone went by `departure`. */
export function roomEvents(before: Roster, after: Roster, departure: Departure): readonly RoomEvent[] {
  // Entering is no news, and neither is what happened while we were away.
  if (before.self === null || after.self === null) return [];
  const events: RoomEvent[] = [];
  for (const [id, { name }] of before.others) {
    if (!after.others.has(id)) events.push({ kind: departure, name });
  }
  for (const [id, { name, media, role }] of after.others) {
    const known = before.others.get(id);
    if (!known) events.push({ kind: 'joined', name });
    const shared = known?.media.screen ?? false;
    if (media.screen !== shared) events.push({ kind: media.screen ? 'sharing' : 'stopped-sharing', name });
    if (known?.role === 'guest' && role === 'host') events.push({ kind: 'host', name });
  }
  if (before.self.role === 'guest' && after.self.role === 'host')
    events.push({ kind: 'self-host', name: '' });
  return events;
}
