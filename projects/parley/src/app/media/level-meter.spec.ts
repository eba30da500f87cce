import { TestBed } from '@angular/core/testing';
import { AUDIO_CONTEXT, LevelMeter, levelOf } from './level-meter';

/** A sound of one loudness, in an AudioContext that can be suspended. */
class FakeContext {
  state: AudioContextState = 'running';
  loudness = 0;
  closed = 0;
  resumed = 0;

  createAnalyser() {
    return {
      fftSize: 0,
      getFloatTimeDomainData: (samples: Float32Array) => {
        samples.fill(this.state === 'running' ? this.loudness : 0);
      },
    };
  }
  createMediaStreamSource() {
    return { connect: () => undefined, disconnect: () => undefined };
  }
  resume(): Promise<void> {
    this.resumed++;
    return Promise.reject(new DOMException('', 'NotAllowedError'));
  }
  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

describe('levelOf', () => {
  it('is 0 for silence, 1 for a loud sound, and follows the ear in between', () => {
    const level = (amplitude: number) => levelOf(new Float32Array(64).fill(amplitude));
    expect(level(0)).toBe(0);
    expect(level(0.0005)).toBe(0);
    expect(level(1)).toBe(1);
    expect(level(0.0178)).toBeCloseTo(0.5, 2); // -35 dBFS, halfway
    expect(levelOf(new Float32Array(0))).toBe(0);
  });
});

describe('AUDIO_CONTEXT', () => {
  it('is heard where nobody asks for less', async () => {
    const context = TestBed.inject(AUDIO_CONTEXT)();
    // The system's own device, by the name it has in the standard.
    expect(context).toEqual(jasmine.objectContaining({ sinkId: '' }));
    await context?.close();
  });
});

describe('LevelMeter', () => {
  let context: FakeContext;
  let track: MediaStreamTrack;
  let seen: number[];

  beforeEach(() => {
    jasmine.clock().install();
    context = new FakeContext();
    [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks() as [MediaStreamTrack];
    seen = [];
  });
  afterEach(() => jasmine.clock().uninstall());

  function measure(make: () => unknown = () => context) {
    TestBed.configureTestingModule({ providers: [{ provide: AUDIO_CONTEXT, useValue: make }] });
    return TestBed.inject(LevelMeter)
      .of(track)
      .subscribe((level) => seen.push(level));
  }

  it('starts silent and follows the sound ten times a second, saying only what changed', () => {
    measure();
    context.loudness = 1;
    jasmine.clock().tick(300);
    context.loudness = 0;
    jasmine.clock().tick(100);
    expect(seen).toEqual([0, 1, 0]);
  });

  it('opens no device for sound', () => {
    const make = jasmine.createSpy().and.returnValue(context);
    measure(make);
    expect(make).toHaveBeenCalledOnceWith({ sinkId: { type: 'none' } });
  });

  it('is 0 while the track is muted', () => {
    measure();
    context.loudness = 1;
    track.enabled = false;
    jasmine.clock().tick(500);
    expect(seen).toEqual([0]);
  });

  it('puts up with a suspended context and wakes it with the first touch', () => {
    context.state = 'suspended';
    context.loudness = 1;
    measure();
    jasmine.clock().tick(500);
    expect(seen).toEqual([0]);
    expect(context.resumed).toBe(1);
    document.dispatchEvent(new Event('pointerdown'));
    expect(context.resumed).toBe(2);
  });

  it('lets go of everything with its last subscriber', () => {
    const subscription = measure();
    subscription.unsubscribe();
    context.state = 'suspended';
    document.dispatchEvent(new Event('pointerdown'));
    expect(context.closed).toBe(1);
    expect(context.resumed).toBe(0);
  });

  it('is 0 where there is no sound system', () => {
    measure(() => null);
    expect(seen).toEqual([0]);
  });
});
