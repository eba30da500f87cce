import type { Signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Subject } from 'rxjs';
import { arrived } from './arrived';

describe('arrived', () => {
  const when$ = new Subject<boolean>();
  const load = jasmine.createSpy<() => Promise<unknown>>('load');
  let isHere: Signal<boolean>;

  beforeEach(() => {
    jasmine.clock().install();
    load.calls.reset();
    load.and.resolveTo({});
    isHere = TestBed.runInInjectionContext(() => arrived(load, when$));
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  /** What was settled has been heard of. */
  async function settled(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  it('asks for the code when it is wanted, once', async () => {
    when$.next(false);
    expect(load).not.toHaveBeenCalled();
    when$.next(true);
    when$.next(true);
    expect(isHere()).toBeFalse();
    await settled();
    expect(isHere()).toBeTrue();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks again until it comes, ever less often', async () => {
    load.and.returnValues(
      Promise.reject(new Error('lost')),
      Promise.reject(new Error('lost')),
      Promise.resolve(),
    );
    when$.next(true);
    for (const pause of [3_000, 6_000]) {
      await settled();
      const calls = load.calls.count();
      jasmine.clock().tick(pause - 1);
      expect(load.calls.count()).toBe(calls);
      expect(isHere()).toBeFalse();
      jasmine.clock().tick(1);
      expect(load.calls.count()).toBe(calls + 1);
    }
    await settled();
    expect(isHere()).toBeTrue();
  });

  it('asks no more once whoever wanted it is gone', async () => {
    load.and.rejectWith(new Error('lost'));
    when$.next(true);
    await settled();
    TestBed.resetTestingModule();
    jasmine.clock().tick(60_000);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
