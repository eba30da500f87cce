import type { FactName, FactPayload, MediaState, Participant, ParticipantId, RoomId } from '@parley/protocol';
import type { ConnectionId } from './session.ts';

/** Facts that may be told to one member alone. */
type ToldName = Extract<FactName, 'rtc:signal'>;

/** What one member is told, by the name the protocol has for it. */
export type Told = { [N in ToldName]: { readonly name: N; readonly payload: FactPayload<N> } }[ToldName];

/** Why somebody is no member any more. `removed`: the host wished it. */
export type Departure = FactPayload<'participant:left'>['reason'] | 'removed';

/** Something that became true. `by` is the connection that made it so: it knows already and is not told. */
export type RegistryFact =
  | { readonly type: 'room-opened' | 'room-closed'; readonly room: RoomId }
  | {
      readonly type: 'participant-joined';
      readonly room: RoomId;
      readonly participant: Participant;
      readonly by: ConnectionId;
    }
  | {
      readonly type: 'participant-updated';
      readonly room: RoomId;
      readonly participantId: ParticipantId;
      /** `null`: as before. */
      readonly name: string | null;
      readonly media: MediaState;
      readonly by: ConnectionId;
    }
  | {
      readonly type: 'participant-left';
      readonly room: RoomId;
      readonly participantId: ParticipantId;
      readonly reason: Departure;
    }
  | {
      readonly type:
        | 'participant-awaited'
        | 'participant-returned'
        | 'host-changed'
        // No connection and no room holds this identity any more.
        | 'identity-released';
      readonly room: RoomId;
      readonly participantId: ParticipantId;
    }
  /** One member is told something, over the connection that speaks for it. */
  | {
      readonly type: 'member-told';
      readonly room: RoomId;
      readonly connectionId: ConnectionId;
      readonly told: Told;
    }
  /** Another connection now speaks for the same participant, or the host removed them; this one is to be closed. */
  | {
      readonly type: 'connection-replaced' | 'connection-removed';
      readonly room: RoomId;
      readonly connectionId: ConnectionId;
    };

export type RegistryObserver = (fact: RegistryFact) => void;
