import { idOf } from '../core/testing/participant-id';
import { EMPTY_ROSTER, type Roster, type RosterEvent, reduceRoster } from './roster';
import { mediaState, person } from './testing/participants';

function after(...events: RosterEvent[]): Roster {
  return events.reduce(reduceRoster, EMPTY_ROSTER);
}
const SNAPSHOT: RosterEvent = { kind: 'snapshot', self: person(3), participants: [person(1), person(2)] };

describe('reduceRoster', () => {
  it('takes a snapshot as the whole truth', () => {
    const roster = after(SNAPSHOT, { kind: 'snapshot', self: person(3), participants: [person(4)] });
    expect([...roster.others.keys()]).toEqual([idOf(4)]);
  });

  it('keeps what a participant said of itself later than the service knows', () => {
    const media = mediaState({ revision: 5, camera: false });
    const roster = after(SNAPSHOT, { kind: 'media', id: idOf(1), media }, SNAPSHOT);
    expect(roster.others.get(idOf(1))?.media).toEqual(media);
  });

  it('lets the newer of two announcements win, in whatever order they come', () => {
    const off = mediaState({ revision: 2, microphone: false });
    const on = mediaState({ revision: 3 });
    const events = [off, on].map((media): RosterEvent => ({ kind: 'media', id: idOf(1), media }));
    expect(after(SNAPSHOT, ...events).others.get(idOf(1))?.media).toEqual(on);
    expect(after(SNAPSHOT, ...events.reverse()).others.get(idOf(1))?.media).toEqual(on);
  });

  it('does not list anybody twice', () => {
    const roster = after(SNAPSHOT, { kind: 'joined', participant: person(2, { name: 'Bo' }) });
    expect([...roster.others.values()].map(({ name }) => name)).toEqual(['Person 1', 'Bo']);
  });

  it('passes the host on, to us as well', () => {
    const roster = after(SNAPSHOT, { kind: 'left', id: idOf(1) }, { kind: 'host', id: idOf(3) });
    expect([roster.self?.role, roster.others.get(idOf(2))?.role]).toEqual(['host', 'guest']);
  });

  it('takes the new name of somebody who returned', () => {
    const roster = after(SNAPSHOT, { kind: 'renamed', id: idOf(1), name: 'Ada' });
    expect(roster.others.get(idOf(1))?.name).toBe('Ada');
  });

  it('stays the same object where nothing changed', () => {
    const roster = after(SNAPSHOT);
    expect(reduceRoster(roster, { kind: 'left', id: idOf(9) })).toBe(roster);
    expect(reduceRoster(roster, { kind: 'media', id: idOf(1), media: mediaState() })).toBe(roster);
    expect(reduceRoster(roster, { kind: 'renamed', id: idOf(1), name: 'Person 1' })).toBe(roster);
  });
});
