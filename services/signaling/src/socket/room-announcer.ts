import type { FactPayload } from '@parley/protocol';
import type { RegistryFact, RegistryObserver, Told } from '../rooms/registry-fact.ts';
import type { ConnectionId } from '../rooms/session.ts';
import { channelOf } from './typed-io.ts';
import type { SignalingIo } from './typed-io.ts';

function emitTo(io: SignalingIo, connectionId: ConnectionId, { name, payload }: Told): void {
  io.to(connectionId).emit(name, payload);
}

/** Clients from before know `left` and `lost` only. */
function leaving({
  participantId,
  reason,
}: Extract<RegistryFact, { type: 'participant-left' }>): FactPayload<'participant:left'> {
  return reason === 'removed' ? { participantId, reason: 'left', removed: true } : { participantId, reason };
}

/** Tells the members of a room what the registry says became true. */
export function announceTo(io: SignalingIo): RegistryObserver {
  return (fact) => {
    switch (fact.type) {
      case 'participant-joined':
        io.to(channelOf(fact.room))
          .except(fact.by)
          .emit('participant:joined', { participant: fact.participant });
        break;
      case 'participant-updated': {
        const { participantId, name, media } = fact;
        const update = name === null ? { participantId, media } : { participantId, media, name };
        io.to(channelOf(fact.room)).except(fact.by).emit('participant:updated', update);
        break;
      }
      case 'participant-left':
        io.to(channelOf(fact.room)).emit('participant:left', leaving(fact));
        break;
      case 'host-changed':
        io.to(channelOf(fact.room)).emit('host:changed', { participantId: fact.participantId });
        break;
      case 'member-told':
        emitTo(io, fact.connectionId, fact.told);
        break;
      case 'connection-replaced':
      case 'connection-removed':
        io.in(fact.connectionId).emit(
          fact.type === 'connection-removed' ? 'session:removed' : 'session:replaced',
          {},
        );
        io.in(fact.connectionId).disconnectSockets(true);
        break;
      // Within the service only: a broken connection and a return are silent.
      case 'room-opened':
      case 'room-closed':
      case 'participant-awaited':
      case 'participant-returned':
      case 'identity-released':
        break;
    }
  };
}
