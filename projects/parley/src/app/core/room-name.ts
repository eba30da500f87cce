const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A room as a list shows it: a name somebody chose stays whole; of a generated one only the beginning, to be
 * shown as "Meeting b47e3c".
 */
export function shortRoomName(room: string): { readonly name: string; readonly generated: boolean } {
  return UUID.test(room) ? { name: room.slice(0, 6), generated: true } : { name: room, generated: false };
}
