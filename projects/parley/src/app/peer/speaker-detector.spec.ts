import { SpeakerDetector } from './speaker-detector';
import { idOf } from '../core/testing/participant-id';

describe('SpeakerDetector', () => {
  const ada = idOf(1);

  function heard(...levels: number[]): boolean[] {
    let level = 0;
    const detector = new SpeakerDetector(() => new Map([[ada, level]]));
    return levels.map((next) => {
      level = next;
      detector.sample();
      return detector.speaking$.value.has(ada);
    });
  }

  it('hears speech and not the hum of a room', () => {
    expect(heard(0, 0.01, 0.2)).toEqual([false, false, true]);
  });

  it('does not flicker between words', () => {
    expect(heard(0.2, 0, 0, 0, 0.2)).toEqual([true, true, true, true, true]);
  });

  it('ends after a pause', () => {
    expect(heard(0.2, 0, 0, 0, 0, 0)).toEqual([true, true, true, true, true, false]);
  });

  it('forgets who is no longer there', () => {
    const levels = new Map([[ada, 0.5]]);
    const detector = new SpeakerDetector(() => levels);
    detector.sample();
    levels.clear();
    detector.sample();
    expect(detector.speaking$.value.size).toBe(0);
  });
});
