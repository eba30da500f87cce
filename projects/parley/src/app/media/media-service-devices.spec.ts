import { settled } from './testing/fake-media-devices';
import { MediaHarness } from './testing/media-harness';

describe('MediaService choose', () => {
  let harness: MediaHarness;
  beforeEach(async () => {
    harness = new MediaHarness();
    await harness.startBoth();
  });

  it('swaps the camera: a new track, the old one stopped after it, remembered', async () => {
    const old = harness.sent('camera');
    let oldWasLive = false;
    harness.media.tracks$.subscribe(({ camera }) => {
      if (camera !== null && (camera as unknown) !== old) oldWasLive = old.readyState === 'live';
    });
    await harness.media.choose('camera', 'cam-2');
    expect(harness.sent('camera').deviceId).toBe('cam-2');
    expect(oldWasLive).toBeTrue();
    expect(old.readyState).toBe('ended');
    expect(harness.preferred.get('camera')).toBe('cam-2');
    expect(harness.devices.requests.at(-1)?.video).toEqual(
      jasmine.objectContaining({ deviceId: { exact: 'cam-2' } }),
    );
  });

  it('keeps a muted microphone muted on the new device', async () => {
    await harness.media.setOn('microphone', false);
    await harness.media.choose('microphone', 'mic-2');
    expect(harness.sent('microphone').deviceId).toBe('mic-2');
    expect(harness.sent('microphone').enabled).toBeFalse();
    expect(harness.state('microphone')).toBe('off');
  });

  it('does not turn on a camera that is off, but takes it the next time', async () => {
    await harness.media.setOn('camera', false);
    await harness.media.choose('camera', 'cam-2');
    expect(harness.state('camera')).toBe('off');
    await harness.media.setOn('camera', true);
    expect(harness.sent('camera').deviceId).toBe('cam-2');
  });

  it('takes whichever there is when the chosen one is gone', async () => {
    await harness.media.choose('camera', 'unplugged');
    expect(harness.state('camera')).toBe('on');
    expect(harness.sent('camera').deviceId).toBe('cam-1');
  });

  it('keeps the old microphone where the chosen one is in use', async () => {
    const old = harness.sent('microphone');
    harness.devices.busy.add('mic-2');
    await harness.media.choose('microphone', 'mic-2');
    expect(harness.sent('microphone')).toBe(old);
    expect(harness.media.devices$.value.microphone.selected).toBe('mic-1');
  });

  it('lets go of one camera first where a phone cannot open two', async () => {
    const getUserMedia = harness.devices.getUserMedia.bind(harness.devices);
    spyOn(harness.devices, 'getUserMedia').and.callFake((constraints) =>
      harness.devices.live.some((track) => track.kind === 'video')
        ? Promise.reject(new DOMException('', 'NotReadableError'))
        : getUserMedia(constraints),
    );
    await harness.media.choose('camera', 'cam-2');
    expect(harness.sent('camera').deviceId).toBe('cam-2');
  });

  it('uses the last of several choices', async () => {
    harness.devices.held = true;
    void harness.media.choose('camera', 'cam-2');
    const last = harness.media.choose('camera', 'cam-1');
    await settled();
    await harness.devices.answer();
    await harness.devices.answer();
    await last;
    expect(harness.sent('camera').deviceId).toBe('cam-1');
    expect(harness.devices.live.filter(({ kind }) => kind === 'video').length).toBe(1);
  });

  it('shows the choice at once and the speaker for good', async () => {
    harness.devices.held = true;
    void harness.media.choose('camera', 'cam-2');
    expect(harness.media.devices$.value.camera.selected).toBe('cam-2');
    await harness.media.choose('speaker', 'speaker-1');
    expect(harness.media.devices$.value.speaker.selected).toBe('speaker-1');
    expect(harness.preferred.get('speaker')).toBe('speaker-1');
  });

  it('tries a failed camera again with the one chosen', async () => {
    await harness.media.setOn('camera', false);
    harness.devices.busy.add('cam-1');
    await harness.media.setOn('camera', true);
    await harness.media.choose('camera', 'cam-2');
    expect(harness.state('camera')).toBe('on');
  });
});

describe('MediaService when devices come and go', () => {
  let harness: MediaHarness;
  beforeEach(() => (harness = new MediaHarness()));

  it('goes on with another when the one in use is unplugged, muted as it was', async () => {
    await harness.startBoth();
    await harness.media.setOn('microphone', false);
    harness.devices.unplug('cam-1');
    harness.devices.unplug('mic-1');
    await settled();
    expect(harness.sent('camera').deviceId).toBe('cam-2');
    expect(harness.sent('microphone').deviceId).toBe('mic-2');
    expect(harness.sent('microphone').enabled).toBeFalse();
    expect(harness.state('camera')).toBe('on');
  });

  it('notices from the list alone where the browser ends no track', async () => {
    await harness.startBoth();
    harness.devices.unplug('cam-1', { endsTracks: false });
    await settled();
    expect(harness.sent('camera').deviceId).toBe('cam-2');
    expect(harness.devices.live.filter(({ kind }) => kind === 'video').length).toBe(1);
  });

  it('says that the camera ended where there is no other', async () => {
    harness.devices.setInventory([
      { kind: 'videoinput', id: 'cam-1' },
      { kind: 'audioinput', id: 'mic-1' },
    ]);
    await harness.startBoth();
    harness.devices.unplug('cam-1');
    await settled();
    expect(harness.state('camera')).toBe('failed: ended');
    expect(harness.state('microphone')).toBe('on');
  });

  it('goes on with another when the one it is given has died already', async () => {
    const getUserMedia = harness.devices.getUserMedia.bind(harness.devices);
    const first = spyOn(harness.devices, 'getUserMedia').and.callFake(async (constraints) => {
      first.and.callFake(getUserMedia);
      const stream = await getUserMedia(constraints);
      stream.getTracks().forEach((track) => track.stop());
      return stream;
    });
    await harness.media.start({ microphone: false, camera: true });
    await settled();
    expect(harness.sent('camera').readyState).toBe('live');
  });

  it('says that the permission is gone where it was taken away', async () => {
    await harness.startBoth();
    harness.permissions.set('camera', 'denied');
    harness.devices.refusals.set('video', new DOMException('', 'NotAllowedError'));
    harness.sent('camera').end();
    await settled();
    expect(harness.state('camera')).toBe('failed: permission-denied');
  });

  it('does not chase a device that dies over and over, but tries again later', async () => {
    await harness.startBoth();
    harness.sent('camera').end();
    await settled();
    harness.now += 1_000;
    harness.sent('camera').end();
    await settled();
    expect(harness.state('camera')).toBe('failed: ended');

    await harness.media.setOn('camera', true);
    harness.now += 10_000;
    harness.sent('camera').end();
    await settled();
    expect(harness.state('camera')).toBe('on');
  });

  it('lists a device that appears after none was found, and waits for the person', async () => {
    harness.devices.setInventory([{ kind: 'audioinput', id: 'mic-1' }]);
    await harness.startBoth();
    const asked = harness.devices.requests.length;
    harness.devices.plug({ kind: 'videoinput', id: 'cam-9' });
    await settled();
    expect(harness.media.devices$.value.camera.list).toEqual([{ id: 'cam-9', label: 'Label of cam-9' }]);
    expect(harness.devices.requests.length).toBe(asked);
    expect(harness.state('camera')).toBe('failed: not-found');
  });

  it('ignores the end of a track that was replaced', async () => {
    await harness.startBoth();
    const old = harness.sent('camera');
    await harness.media.choose('camera', 'cam-2');
    old.end();
    await settled();
    expect(harness.sent('camera').deviceId).toBe('cam-2');
    expect(harness.state('camera')).toBe('on');
  });

  it('learns the names of devices with the first permission', async () => {
    harness.devices.anonymous = true;
    await settled();
    expect(harness.media.devices$.value.camera.list).toEqual([]);
    harness.devices.anonymous = false;
    await harness.startBoth();
    expect(harness.media.devices$.value.camera).toEqual({
      list: [
        { id: 'cam-1', label: 'Label of cam-1' },
        { id: 'cam-2', label: 'Label of cam-2' },
      ],
      selected: 'cam-1',
    });
  });
});

describe('MediaService flipCamera', () => {
  it('turns a phone around and back, one camera at a time', async () => {
    const harness = new MediaHarness();
    harness.devices.setInventory([
      { kind: 'videoinput', id: 'front', facing: 'user' },
      { kind: 'videoinput', id: 'back', facing: 'environment' },
    ]);
    await harness.media.start({ microphone: false, camera: true });
    const front = harness.sent('camera');
    expect(front.deviceId).toBe('front');
    const flipped = harness.media.flipCamera();
    expect(front.readyState).toBe('ended');
    await flipped;
    expect(harness.sent('camera').deviceId).toBe('back');
    await harness.media.setOn('camera', false);
    await harness.media.setOn('camera', true);
    expect(harness.sent('camera').deviceId).toBe('back');
    await harness.media.flipCamera();
    expect(harness.sent('camera').deviceId).toBe('front');
  });
});

describe('MediaService shareScreen', () => {
  let harness: MediaHarness;
  beforeEach(() => (harness = new MediaHarness()));

  it('shares with sharp text, beside the camera, and stops', async () => {
    await harness.startBoth();
    await harness.media.shareScreen();
    const screen = harness.sent('screen');
    expect(screen.contentHint).toBe('detail');
    expect(harness.state('camera')).toBe('on');
    harness.media.stopSharing();
    expect(screen.readyState).toBe('ended');
    expect(harness.state('screen')).toBe('off');
    expect(harness.media.tracks$.value.screen).toBeNull();
  });

  it("ends with the browser's own button", async () => {
    await harness.media.shareScreen();
    harness.sent('screen').end();
    expect(harness.state('screen')).toBe('off');
  });

  it('takes a closed picker for a change of mind', async () => {
    harness.devices.refusals.set('screen', new DOMException('Permission denied by user', 'NotAllowedError'));
    await harness.media.shareScreen();
    expect(harness.state('screen')).toBe('off');
  });

  it('says where the system forbids it', async () => {
    harness.devices.refusals.set(
      'screen',
      new DOMException('Permission denied by system', 'NotAllowedError'),
    );
    await harness.media.shareScreen();
    expect(harness.state('screen')).toBe('failed: blocked-by-system');
    harness.media.stopSharing();
    expect(harness.state('screen')).toBe('off');
  });

  it('opens one picker at a time', async () => {
    harness.devices.held = true;
    void harness.media.shareScreen();
    void harness.media.shareScreen();
    await settled();
    expect(harness.devices.waiting).toBe(1);
  });

  it('stops a screen that arrives after the person stopped', async () => {
    harness.devices.held = true;
    void harness.media.shareScreen();
    await settled();
    harness.media.stopSharing();
    await harness.devices.answer();
    expect(harness.devices.live).toEqual([]);
    expect(harness.state('screen')).toBe('off');
  });
});
