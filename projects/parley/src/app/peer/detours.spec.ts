import type { ParticipantId } from '@parley/protocol';
import { BehaviorSubject } from 'rxjs';
import { idOf } from '../core/testing/participant-id';
import { detours } from './detours';
import type { LinkView } from './peer-link';

const [ADA, BO, CLEO] = [idOf(1), idOf(2), idOf(3)];
const UP: LinkView = { connection: 'connected', streams: null, failures: 0, path: 'ok' };
const NEW: LinkView = { ...UP, connection: 'new' };
const LOST: LinkView = { ...UP, path: 'lost' };

describe('detours', () => {
  let links$: BehaviorSubject<ReadonlyMap<ParticipantId, LinkView>>;
  let asked: ParticipantId[];

  beforeEach(() => {
    jasmine.clock().install();
    links$ = new BehaviorSubject<ReadonlyMap<ParticipantId, LinkView>>(new Map());
    asked = [];
    detours(links$).subscribe((id) => asked.push(id));
  });
  afterEach(() => jasmine.clock().uninstall());

  function after(ms: number, ...links: [ParticipantId, LinkView][]): void {
    jasmine.clock().tick(ms);
    links$.next(new Map(links));
  }

  it('asks nobody while everybody is reached, and while a link is just being made', () => {
    after(0, [ADA, NEW], [BO, UP]);
    after(4_000, [ADA, UP], [BO, UP]);
    jasmine.clock().tick(60_000);
    expect(asked).toEqual([]);
  });

  it('asks those who are reached, each in turn, for as long as somebody is not', () => {
    after(0, [ADA, LOST], [BO, UP], [CLEO, UP]);
    jasmine.clock().tick(15_000);
    expect(asked).toEqual([BO, CLEO, BO]);
    after(0, [ADA, UP], [BO, UP], [CLEO, UP]);
    jasmine.clock().tick(60_000);
    expect(asked.length).toBe(3);
  });

  it('asks nobody where nobody is reached', () => {
    after(0, [ADA, LOST]);
    jasmine.clock().tick(60_000);
    expect(asked).toEqual([]);
  });

  it('asks everybody once when somebody has left, and nobody who comes', () => {
    after(0, [ADA, UP], [BO, UP], [CLEO, UP]);
    after(10_000, [BO, UP], [CLEO, UP]);
    expect(asked).toEqual([]);
    jasmine.clock().tick(60_000);
    expect(asked).toEqual([BO, CLEO]);
  });
});
