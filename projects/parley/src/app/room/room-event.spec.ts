import { EMPTY_ROSTER, type Roster } from './roster';
import { roomEvents } from './room-event';
import { mediaState, person } from './testing/participants';

function roster(...others: number[]): Roster {
  return { self: person(9), others: new Map(others.map((n) => [person(n).id, person(n)])) };
}

describe('roomEvents', () => {
  it('says nothing of those who were there when we entered', () => {
    expect(roomEvents(EMPTY_ROSTER, roster(1, 2), 'left')).toEqual([]);
  });

  it('tells newcomers from leavers, and leavers from the lost', () => {
    expect(roomEvents(roster(1), roster(1, 2), 'left')).toEqual([{ kind: 'joined', name: 'Person 2' }]);
    expect(roomEvents(roster(1, 2), roster(1), 'left')).toEqual([{ kind: 'left', name: 'Person 2' }]);
    expect(roomEvents(roster(1, 2), roster(1), 'lost')).toEqual([{ kind: 'lost', name: 'Person 2' }]);
    expect(roomEvents(roster(1, 2), roster(1), 'removed')).toEqual([{ kind: 'removed', name: 'Person 2' }]);
  });

  it('says who starts and stops sharing', () => {
    const quiet = roster(1);
    const sharing = {
      ...quiet,
      others: new Map([[person(1).id, person(1, { media: mediaState({ screen: true }) })]]),
    };
    expect(roomEvents(quiet, sharing, 'left')).toEqual([{ kind: 'sharing', name: 'Person 1' }]);
    expect(roomEvents(sharing, quiet, 'left')).toEqual([{ kind: 'stopped-sharing', name: 'Person 1' }]);
  });

  it('says when we became the host', () => {
    const host = { ...roster(), self: person(9, { role: 'host' }) };
    expect(roomEvents(roster(), host, 'left')).toEqual([{ kind: 'self-host', name: '' }]);
  });
});
