import { idOf } from '../core/testing/participant-id';
import type { ParticipantId } from '@parley/protocol';
import type { LinkView } from '../peer/peer-link';
import { mediaState, person } from './testing/participants';
import { type CallFacts, linkHealth, people, tiles } from './tiles';

const STREAMS = { microphone: new MediaStream(), camera: new MediaStream(), screen: new MediaStream() };
const LINK: LinkView = { connection: 'connected', streams: STREAMS, failures: 0, path: 'ok' };

function facts(change: Partial<CallFacts> = {}): CallFacts {
  return {
    roster: { self: person(3), others: new Map([1, 2].map((n) => [idOf(n), person(n)])) },
    links: new Map<ParticipantId, LinkView>([[idOf(1), LINK]]),
    speaking: new Set([idOf(1)]),
    own: { media: mediaState(), speaking: false, camera: null, screen: null },
    ...change,
  };
}

describe('tiles', () => {
  it('shows everybody from the roster on, with or without a picture yet', () => {
    expect(tiles(facts()).map(({ name, stream, health }) => [name, stream, health])).toEqual([
      ['Person 1', STREAMS.camera, 'fine'],
      ['Person 2', null, 'connecting'],
      ['Person 3', null, 'fine'],
    ]);
  });

  it('adds a shared screen as a tile of its own, beside the camera', () => {
    const others = new Map([[idOf(1), person(1, { media: mediaState({ screen: true }) })]]);
    const made = tiles(facts({ roster: { self: person(3), others } }));
    expect(made.map(({ key }) => key)).toEqual([
      `${idOf(1)}:screen`,
      `${idOf(1)}:camera`,
      `${idOf(3)}:camera`,
    ]);
    expect(made[0]?.stream).toBe(STREAMS.screen);
  });

  it('shows our own state as it is here, not as it was announced', () => {
    const own = { media: mediaState({ camera: false }), speaking: true, camera: null, screen: null };
    expect(tiles(facts({ own })).at(-1)).toEqual(
      jasmine.objectContaining({ self: true, videoOn: false, speaking: true }),
    );
  });

  it('never shows a muted participant as speaking', () => {
    const others = new Map([[idOf(1), person(1, { media: mediaState({ microphone: false }) })]]);
    expect(people(facts({ roster: { self: person(3), others } })).map(({ speaking }) => speaking)).toEqual([
      false,
      false,
    ]);
  });

  it('is empty before we are in', () => {
    expect(tiles(facts({ roster: { self: null, others: new Map() } }))).toEqual([]);
  });
});

describe('linkHealth', () => {
  const of = (connection: RTCPeerConnectionState, path: LinkView['path'] = 'ok') =>
    linkHealth({ connection, path, failures: 0, streams: null });

  it('tells a link that is not there yet from one that stands', () => {
    expect([of('new'), of('connecting'), of('connected'), linkHealth(undefined)]).toEqual([
      'connecting',
      'connecting',
      'fine',
      'connecting',
    ]);
  });

  it('leaves it to the policy whether there is trouble: the browser learns of it late, and shows it too soon', () => {
    expect(of('disconnected')).toBe('fine');
    for (const path of ['weak', 'restarting', 'rebuilding', 'lost'] as const) {
      expect(of('connected', path)).toBe(path);
      expect(of('connecting', path)).toBe(path);
    }
  });
});
