import { Pings } from './pings';

describe('Pings', () => {
  it('tell the median of what came back, and the share of what did not', () => {
    const pings = new Pings();
    const [first, second, third, lost] = [pings.next(0), pings.next(10), pings.next(20), pings.next(30)];
    pings.echoed(second, 15);
    pings.echoed(first, 900);
    pings.echoed(third, 40);
    expect(pings.complete).toBeFalse();
    expect(pings.summary).toEqual({ roundTripMs: 20, lossPercent: 25 });
    pings.echoed(lost, 50);
    expect(pings.complete).toBeTrue();
  });

  it('count each once, and nothing that was never sent', () => {
    const pings = new Pings();
    const ping = pings.next(0);
    pings.echoed(ping, 5);
    pings.echoed(ping, 500);
    pings.echoed('something', 500);
    expect(pings.summary).toEqual({ roundTripMs: 5, lossPercent: 0 });
  });

  it('say nothing of nothing', () => {
    expect(new Pings().summary).toEqual({ roundTripMs: 0, lossPercent: 0 });
  });
});
