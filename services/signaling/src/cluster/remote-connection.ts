import type { ConnectionId } from '../rooms/session.ts';
import type { NodeId } from './bus.ts';

/** What the registry calls a connection of another node: names of connections hold no slash. */
export function remoteConnection(node: NodeId, connection: string): ConnectionId {
  return `${node}/${connection}`;
}

/** The name `node` has for this connection, or `null` where it is none of its own. */
export function nameAt(node: NodeId, connectionId: ConnectionId): string | null {
  return connectionId.startsWith(`${node}/`) ? connectionId.slice(node.length + 1) : null;
}
