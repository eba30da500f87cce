import type { IceServer, ParticipantId } from '@parley/protocol';

/** The STUN and TURN servers a participant may use. Asked anew for every answer, so credentials may be short-lived. */
export type IceServerSource = (participantId: ParticipantId) => IceServer[];

/** The same servers for everybody, as the operator configured them. */
export function fixedIceServers(servers: readonly IceServer[]): IceServerSource {
  return () => [...servers];
}
