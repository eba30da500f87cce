import type { MediaState, Participant, ParticipantId } from '@parley/protocol';

/** The others in the room as we know them, longest present first, and who hosts. */
export interface Roster {
  readonly self: Participant | null;
  readonly others: ReadonlyMap<ParticipantId, Participant>;
}

export const EMPTY_ROSTER: Roster = { self: null, others: new Map() };

/** What changes a roster. A `snapshot` replaces it: it is the whole truth of the service. */
export type RosterEvent =
  | { readonly kind: 'snapshot'; readonly self: Participant; readonly participants: readonly Participant[] }
  | { readonly kind: 'joined'; readonly participant: Participant }
  | { readonly kind: 'left'; readonly id: ParticipantId }
  | { readonly kind: 'media'; readonly id: ParticipantId; readonly media: MediaState }
  | { readonly kind: 'renamed'; readonly id: ParticipantId; readonly name: string }
  | { readonly kind: 'host'; readonly id: ParticipantId };

/** The roster after `event`; the same object where nothing changed. */
export function reduceRoster(roster: Roster, event: RosterEvent): Roster {
  switch (event.kind) {
    case 'snapshot':
      return { self: event.self, others: merge(roster.others, event.participants) };
    case 'joined':
      return { ...roster, others: merge(roster.others, [...roster.others.values(), event.participant]) };
    case 'left':
      return roster.others.has(event.id)
        ? { ...roster, others: new Map([...roster.others].filter(([id]) => id !== event.id)) }
        : roster;
    case 'media':
      return withMedia(roster, event.id, event.media);
    case 'renamed':
      return withName(roster, event.id, event.name);
    case 'host':
      return withHost(roster, event.id);
  }
}

/** Participants by id. What a participant said of itself more recently than the service knows is kept. */
function merge(
  known: ReadonlyMap<ParticipantId, Participant>,
  participants: readonly Participant[],
): ReadonlyMap<ParticipantId, Participant> {
  return new Map(
    participants.map((participant) => {
      const media = known.get(participant.id)?.media;
      const newer = media !== undefined && media.revision > participant.media.revision;
      return [participant.id, newer ? { ...participant, media } : participant];
    }),
  );
}

function withMedia(roster: Roster, id: ParticipantId, media: MediaState): Roster {
  const participant = roster.others.get(id);
  if (!participant || media.revision <= participant.media.revision) return roster;
  return { ...roster, others: new Map(roster.others).set(id, { ...participant, media }) };
}

function withName(roster: Roster, id: ParticipantId, name: string): Roster {
  const participant = roster.others.get(id);
  if (!participant || participant.name === name) return roster;
  return { ...roster, others: new Map(roster.others).set(id, { ...participant, name }) };
}

function withHost(roster: Roster, host: ParticipantId): Roster {
  const role = (participant: Participant): Participant => ({
    ...participant,
    role: participant.id === host ? 'host' : 'guest',
  });
  return {
    self: roster.self && role(roster.self),
    others: new Map([...roster.others].map(([id, participant]) => [id, role(participant)])),
  };
}
