import type { MediaState, ParticipantId } from '@parley/protocol';
import type { LinkView } from '../peer/peer-link';
import type { Roster } from './roster';
import type { LinkHealth, Person, Tile } from './tile';

/** Everything a picture of the call is made from. */
export interface CallFacts {
  readonly roster: Roster;
  readonly links: ReadonlyMap<ParticipantId, LinkView>;
  readonly speaking: ReadonlySet<ParticipantId>;
  /** Our own state and pictures: what we see of ourselves does not travel. */
  readonly own: OwnPicture;
}

export interface OwnPicture {
  readonly media: MediaState;
  readonly speaking: boolean;
  readonly camera: MediaStream | null;
  readonly screen: MediaStream | null;
}

/** The health of a link in the words a tile can say. */
export function linkHealth(link: LinkView | undefined): LinkHealth {
  if (!link) return 'connecting';
  if (link.path !== 'ok') return link.path;
  return link.connection === 'new' || link.connection === 'connecting' ? 'connecting' : 'fine';
}

/** One line for each person: ourselves first, then the others, longest present first. */
export function people({ roster, links, speaking, own }: CallFacts): readonly Person[] {
  if (!roster.self) return [];
  const self: Person = {
    id: roster.self.id,
    name: roster.self.name,
    self: true,
    host: roster.self.role === 'host',
    microphoneOn: own.media.microphone,
    cameraOn: own.media.camera,
    screenOn: own.media.screen,
    speaking: own.speaking,
    health: 'fine',
  };
  const others = [...roster.others.values()].map(({ id, name, role, media }): Person => ({
    id,
    name,
    self: false,
    host: role === 'host',
    microphoneOn: media.microphone,
    cameraOn: media.camera,
    screenOn: media.screen,
    speaking: media.microphone && speaking.has(id),
    health: linkHealth(links.get(id)),
  }));
  return [self, ...others];
}

/** The pictures on stage, in a stable order: shared screens first, the others next, ourselves last. */
export function tiles(facts: CallFacts): readonly Tile[] {
  const everyone = people(facts);
  const ordered = [...everyone.filter(({ self }) => !self), ...everyone.filter(({ self }) => self)];
  return [
    ...ordered.filter(({ screenOn }) => screenOn).map((person) => tile(person, 'screen', facts)),
    ...ordered.map((person) => tile(person, 'camera', facts)),
  ];
}

function tile(person: Person, kind: Tile['kind'], { own, links }: CallFacts): Tile {
  return {
    key: `${person.id}:${kind}`,
    participantId: person.id,
    kind,
    self: person.self,
    name: person.name,
    microphoneOn: person.microphoneOn,
    videoOn: kind === 'screen' || person.cameraOn,
    speaking: kind === 'camera' && person.speaking,
    stream: person.self ? own[kind] : (links.get(person.id)?.streams?.[kind] ?? null),
    health: person.health,
  };
}
