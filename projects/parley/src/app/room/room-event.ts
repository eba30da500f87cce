import type { Roster } from './roster';

/** Something that happened in the room and is worth a word on screen. `name` is empty where it concerns us. */
export interface RoomEvent {
  readonly kind: 'joined' | 'left' | 'lost' | 'sharing' | 'stopped-sharing' | 'host' | 'self-host';
  readonly name: string;
}

/** What to say about the step from one roster to the next; `lost` are those whose connection broke for good. */
export function roomEvents(before: Roster, after: Roster, lost: boolean): readonly RoomEvent[] {
  // Entering is no news, and neither is what happened while we were away.
  if (before.self === null || after.self === null) return [];
  const events: RoomEvent[] = [];
  for (const [id, { name }] of before.others) {
    if (!after.others.has(id)) events.push({ kind: lost ? 'lost' : 'left', name });
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
