import { BehaviorSubject } from 'rxjs';
import { quietMoment } from './service-worker';

describe('quietMoment', () => {
  let inCall$: BehaviorSubject<boolean>;
  let times: number;

  beforeEach(() => {
    jasmine.clock().install();
    inCall$ = new BehaviorSubject(false);
    times = 0;
    quietMoment(inCall$).subscribe(() => (times += 1));
  });
  afterEach(() => jasmine.clock().uninstall());

  it('comes soon after the page', () => {
    jasmine.clock().tick(4_999);
    expect(times).toBe(0);
    jasmine.clock().tick(1);
    expect(times).toBe(1);
  });

  it('waits until a call has settled', () => {
    jasmine.clock().tick(1_000);
    inCall$.next(true);
    jasmine.clock().tick(59_999);
    expect(times).toBe(0);
    jasmine.clock().tick(1);
    expect(times).toBe(1);
  });

  it('comes after a short call, and only once', () => {
    inCall$.next(true);
    jasmine.clock().tick(10_000);
    inCall$.next(false);
    jasmine.clock().tick(5_000);
    inCall$.next(true);
    jasmine.clock().tick(120_000);
    expect(times).toBe(1);
  });
});
