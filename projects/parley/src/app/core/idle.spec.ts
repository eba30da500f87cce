import { whenIdle$ } from './idle';

describe('whenIdle$', () => {
  it('emits once the browser says that it is idle', () => {
    const idle = spyOn(globalThis, 'requestIdleCallback').and.returnValue(7);
    const seen: unknown[] = [];
    whenIdle$.subscribe({ next: (value) => seen.push(value), complete: () => seen.push('end') });
    expect(seen).toEqual([]);
    idle.calls.mostRecent().args[0]({ didTimeout: false, timeRemaining: () => 1 });
    expect(seen).toEqual([true, 'end']);
  });

  it('asks for nothing any more when nobody listens', () => {
    spyOn(globalThis, 'requestIdleCallback').and.returnValue(7);
    const cancel = spyOn(globalThis, 'cancelIdleCallback');
    whenIdle$.subscribe().unsubscribe();
    expect(cancel).toHaveBeenCalledOnceWith(7);
  });
});
