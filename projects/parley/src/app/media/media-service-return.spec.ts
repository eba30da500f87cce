import { settled } from './testing/fake-media-devices';
import { MediaHarness } from './testing/media-harness';

describe('MediaService on a phone that needs its devices itself', () => {
  let harness: MediaHarness;
  let clock: jasmine.Clock;

  beforeEach(async () => {
    clock = jasmine.clock().install();
    harness = new MediaHarness();
    await harness.startBoth();
  });

  afterEach(() => clock.uninstall());

  async function comeBack(): Promise<void> {
    harness.returned$.next();
    clock.tick(800);
    await settled();
  }

  it('says that a device is held back, and when it is not any more', () => {
    harness.sent('camera').setMuted(true);
    expect(harness.state('camera')).toBe('interrupted');
    expect(harness.media.tracks$.value.camera).withContext('nobody lets go of it').not.toBeNull();
    harness.sent('camera').setMuted(false);
    expect(harness.state('camera')).toBe('on');
  });

  it('asks again for what is still held back when the person returns', async () => {
    const [before, microphone] = [harness.sent('camera'), harness.sent('microphone')];
    before.setMuted(true);
    await comeBack();
    expect(harness.sent('camera')).not.toBe(before);
    expect(before.readyState).toBe('ended');
    expect(harness.state('camera')).toBe('on');
    expect(harness.sent('microphone')).withContext('the other one is left alone').toBe(microphone);
  });

  it('waits a moment for the system to give it back', async () => {
    const before = harness.sent('camera');
    before.setMuted(true);
    harness.returned$.next();
    before.setMuted(false);
    clock.tick(800);
    await settled();
    expect(harness.sent('camera')).toBe(before);
  });

  it('brings back what ended while nobody looked', async () => {
    harness.devices.refusals.set('video', new DOMException('Could not start', 'NotReadableError'));
    harness.sent('camera').end();
    await settled();
    expect(harness.state('camera')).toBe('failed: ended');
    harness.devices.refusals.clear();
    await comeBack();
    expect(harness.state('camera')).toBe('on');
  });

  it('notices a track that ended without a word', async () => {
    const before = harness.sent('microphone');
    before.readyState = 'ended';
    await comeBack();
    expect(harness.sent('microphone')).not.toBe(before);
    expect(harness.state('microphone')).toBe('on');
  });

  it('asks for nothing that is off or refused', async () => {
    await harness.media.setOn('camera', false);
    harness.devices.refusals.set('audio', new DOMException('Permission denied', 'NotAllowedError'));
    harness.sent('microphone').end();
    await settled();
    const asked = harness.devices.requests.length;
    await comeBack();
    expect(harness.devices.requests.length).toBe(asked);
  });

  it('tries again by hand too', async () => {
    const before = harness.sent('camera');
    before.setMuted(true);
    await harness.media.setOn('camera', true);
    expect(harness.sent('camera')).not.toBe(before);
  });
});
