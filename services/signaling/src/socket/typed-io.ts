import type { ClientToServerEvents, RoomId, ServerToClientEvents } from '@parley/protocol';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

export type SignalingIo = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, unknown>;
export type SignalingSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, unknown>;

/** Socket.IO puts every socket into a room named by its id too; the prefix keeps the two kinds apart. */
export function channelOf(room: RoomId): string {
  return `room:${room}`;
}
