import { reduceSource, type SourceEvent, sourceState, UNUSED_SOURCE } from './local-source-facts';
import { FakeTrack } from './testing/fake-track';

const track = new FakeTrack('video', 'cam-1') as unknown as MediaStreamTrack;

function after(...events: SourceEvent[]) {
  return events.reduce(reduceSource, UNUSED_SOURCE);
}

describe('reduceSource', () => {
  it('is starting from the wish to the track', () => {
    expect(sourceState(after({ kind: 'wanted', on: true }))).toEqual({ kind: 'starting' });
    expect(sourceState(after({ kind: 'wanted', on: true }, { kind: 'acquired', track }))).toEqual({
      kind: 'on',
      track,
    });
  });

  it('is off while a muted track is kept', () => {
    const muted = after({ kind: 'acquired', track }, { kind: 'wanted', on: false });
    expect(sourceState(muted)).toEqual({ kind: 'off' });
    expect(muted.track).toBe(track);
  });

  it('is failed until the person wants it again', () => {
    const failed = after({ kind: 'wanted', on: true }, { kind: 'failed', code: 'in-use' });
    expect(sourceState(failed)).toEqual({ kind: 'failed', code: 'in-use' });
    expect(sourceState(reduceSource(failed, { kind: 'wanted', on: true })).kind).toBe('starting');
    expect(sourceState(reduceSource(failed, { kind: 'wanted', on: false })).kind).toBe('off');
  });

  it('stays on where only the swap to another device failed', () => {
    const swap = after(
      { kind: 'wanted', on: true },
      { kind: 'acquired', track },
      { kind: 'failed', code: 'in-use' },
    );
    expect(sourceState(swap).kind).toBe('on');
  });

  it('shows no failure of what nobody wants', () => {
    expect(sourceState(after({ kind: 'failed', code: 'ended' })).kind).toBe('off');
  });
});
