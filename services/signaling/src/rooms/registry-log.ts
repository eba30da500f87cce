import type { Logger } from '../logger.ts';
import type { RegistryObserver } from './registry-fact.ts';

/** One line for each transition of a room or participant, without the names of either. */
export function logRegistry(log: Logger): RegistryObserver {
  return (fact) => {
    switch (fact.type) {
      case 'room-opened':
      case 'room-closed':
        log.info({ event: fact.type });
        break;
      case 'participant-joined':
        log.info({ event: fact.type, participant: fact.participant.id, role: fact.participant.role });
        break;
      case 'participant-left':
        log.info({ event: fact.type, participant: fact.participantId, reason: fact.reason });
        break;
      case 'participant-awaited':
      case 'participant-returned':
      case 'host-changed':
        log.info({ event: fact.type, participant: fact.participantId });
        break;
      case 'participant-updated':
      case 'identity-released':
        log.debug({ event: fact.type, participant: fact.participantId });
        break;
      case 'member-told':
      case 'connection-replaced':
      case 'connection-removed':
        log.debug({ event: fact.type });
        break;
    }
  };
}
