import { v4 } from 'uuid';

/** A name nobody can guess, for a room nobody is in. */
export function newRoomName(): string {
  return v4();
}
