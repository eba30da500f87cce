import { LIMITS, normaliseRoomName, parseRoomName, RESERVED_ROOM_NAMES, type RoomId } from '@parley/protocol';

/** What is wrong with what a person typed; each has words in `home.problem.*`. */
export type RoomProblem = 'empty' | 'linkWithoutRoom' | 'length' | 'characters' | 'reserved';

export type RoomChoice =
  { readonly room: RoomId; readonly problem: null } | { readonly room: null; readonly problem: RoomProblem };

/** The room a person means by a name or by a pasted link, whichever deployment the link is of. */
export function chooseRoom(input: string): RoomChoice {
  const text = input.trim();
  if (text === '') return refuse('empty');
  // A room name has no slash, so whatever has one is a link, with or without its scheme.
  const name = text.includes('/') ? lastSegment(text) : text;
  if (name === null) return refuse('linkWithoutRoom');
  const room = parseRoomName(name);
  return room === null ? refuse(problemOf(name)) : { room, problem: null };
}

function refuse(problem: RoomProblem): RoomChoice {
  return { room: null, problem };
}

function lastSegment(link: string): string | null {
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(link) ? link : `https://${link.replace(/^\/+/, 'host/')}`;
  if (!URL.canParse(absolute)) return null;
  const segment = new URL(absolute).pathname.split('/').findLast((part) => part !== '');
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function problemOf(name: string): RoomProblem {
  const normalised = normaliseRoomName(name);
  if (RESERVED_ROOM_NAMES.includes(normalised)) return 'reserved';
  if (/[^a-z0-9-]/.test(normalised)) return 'characters';
  const { min, max } = LIMITS.roomName;
  return normalised.length < min || normalised.length > max ? 'length' : 'characters';
}
