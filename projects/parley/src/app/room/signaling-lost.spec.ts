import { Subject } from 'rxjs';
import type { SignalingConnection } from '../signaling/signaling-client';
import { signalingLost } from './signaling-lost';

describe('signalingLost', () => {
  let clock: jasmine.Clock;
  let connection$: Subject<SignalingConnection>;
  let said: boolean[];

  beforeEach(() => {
    clock = jasmine.clock().install();
    connection$ = new Subject();
    said = [];
    signalingLost(connection$).subscribe((lost) => said.push(lost));
    connection$.next('up');
  });

  afterEach(() => clock.uninstall());

  it('says nothing of a short break', () => {
    connection$.next('down');
    clock.tick(2_999);
    connection$.next('up');
    clock.tick(60_000);
    expect(said).not.toContain(true);
  });

  it('says it after 3 s, however often it was tried meanwhile, and takes it back at once', () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      connection$.next('down');
      clock.tick(500);
    }
    expect(said).toEqual([false, true]);
    connection$.next('up');
    expect(said).toEqual([false, true, false]);
  });
});
