import { TestBed } from '@angular/core/testing';
import { parseRoomName, type RoomId } from '@parley/protocol';
import { CLOCK, LOCAL_STORAGE } from './browser-apis';
import { RecentRooms } from './recent-rooms';
import { FakeStorage } from './testing/fake-storage';

describe('RecentRooms', () => {
  let storage: FakeStorage;
  let now: number;

  beforeEach(() => {
    storage = new FakeStorage();
    now = 1000;
  });

  function tab(): RecentRooms {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        { provide: LOCAL_STORAGE, useValue: storage },
        { provide: CLOCK, useValue: () => now++ },
      ],
    });
    return TestBed.inject(RecentRooms);
  }

  function room(name: string): RoomId {
    const parsed = parseRoomName(name);
    if (parsed === null) throw new Error(`${name} is no room`);
    return parsed;
  }

  const namesIn = (rooms: RecentRooms): string[] => rooms.rooms$.value.map((recent) => recent.room);

  it('lists the newest visit first, each room once', () => {
    const rooms = tab();
    for (const name of ['blue', 'green', 'blue']) rooms.add(room(name));
    expect(namesIn(rooms)).toEqual(['blue', 'green']);
    expect(rooms.rooms$.value[0]?.visitedAt).toBe(1002);
  });

  it('remembers them until the next visit', () => {
    tab().add(room('blue'));
    expect(namesIn(tab())).toEqual(['blue']);
  });

  it('keeps the six newest', () => {
    const rooms = tab();
    for (let index = 0; index < 9; index++) rooms.add(room(`room-${index}`));
    expect(namesIn(rooms)).toEqual(['room-8', 'room-7', 'room-6', 'room-5', 'room-4', 'room-3']);
  });

  it('keeps what another tab added meanwhile', () => {
    const rooms = tab();
    storage.setItem('parley.recent-rooms', '[{"room":"green","visitedAt":1}]');
    rooms.add(room('blue'));
    expect(namesIn(rooms)).toEqual(['blue', 'green']);
  });

  it('forgets one, and all', () => {
    const rooms = tab();
    for (const name of ['blue', 'green']) rooms.add(room(name));
    rooms.remove(room('green'));
    expect(namesIn(rooms)).toEqual(['blue']);
    rooms.clear();
    expect(namesIn(rooms)).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it('ignores a list that holds no rooms', () => {
    storage.setItem('parley.recent-rooms', '[{"room":"../etc","visitedAt":1}]');
    expect(namesIn(tab())).toEqual([]);
  });
});
