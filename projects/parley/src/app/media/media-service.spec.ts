import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import type { LocalMedia } from './local-media';
import { settled } from './testing/fake-media-devices';
import { MediaHarness } from './testing/media-harness';

const DENIED = new DOMException('Permission denied', 'NotAllowedError');

describe('MediaService start', () => {
  let harness: MediaHarness;
  beforeEach(() => (harness = new MediaHarness()));

  it('asks one question for both', async () => {
    await harness.startBoth();
    expect(harness.devices.requests.length).toBe(1);
    expect([harness.state('microphone'), harness.state('camera')]).toEqual(['on', 'on']);
    expect(harness.sent('camera').contentHint).toBe('motion');
  });

  it('asks with the constraints of a meeting, and for the devices preferred last time if they are there', async () => {
    harness.preferred.set('camera', 'cam-2');
    harness.preferred.set('microphone', 'gone');
    await harness.startBoth();
    const [first, second] = harness.devices.requests;
    expect([first?.audio, first?.video]).toEqual([
      jasmine.objectContaining({ deviceId: { exact: 'gone' } }),
      jasmine.objectContaining({ deviceId: { exact: 'cam-2' } }),
    ]);
    expect(second).toEqual({
      audio: {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        deviceId: { ideal: 'gone' },
      },
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
        deviceId: { ideal: 'cam-2' },
      },
    });
    expect(harness.sent('camera').deviceId).toBe('cam-2');
    expect(harness.sent('microphone').deviceId).toBe('mic-1');
  });

  it('asks for nothing that is not wanted', async () => {
    await harness.media.start({ microphone: false, camera: false });
    expect(harness.devices.requests).toEqual([]);
    await harness.media.start({ microphone: false, camera: true });
    expect(harness.devices.requests.map((request) => request.audio)).toEqual([undefined]);
    expect([harness.state('microphone'), harness.state('camera')]).toEqual(['off', 'on']);
  });

  it('says starting until the question is answered', async () => {
    harness.devices.held = true;
    const started = harness.media.start({ microphone: true, camera: true });
    await settled();
    expect([harness.state('microphone'), harness.state('camera')]).toEqual(['starting', 'starting']);
    await harness.devices.answer();
    await started;
    expect(harness.state('camera')).toBe('on');
  });

  it('keeps the microphone where there is no camera', async () => {
    harness.devices.setInventory([{ kind: 'audioinput', id: 'mic-1' }]);
    await harness.startBoth();
    expect([harness.state('microphone'), harness.state('camera')]).toEqual(['on', 'failed: not-found']);
  });

  it('keeps the camera where the microphone is in use elsewhere', async () => {
    harness.devices.busy.add('mic-1');
    await harness.startBoth();
    expect([harness.state('microphone'), harness.state('camera')]).toEqual(['failed: in-use', 'on']);
  });

  it('keeps the microphone where only the camera is denied', async () => {
    harness.permissions.set('microphone', 'granted').set('camera', 'denied');
    harness.devices.refusals.set('video', DENIED);
    await harness.startBoth();
    expect([harness.state('microphone'), harness.state('camera')]).toEqual([
      'on',
      'failed: permission-denied',
    ]);
  });

  it('does not pester who closed the question', async () => {
    harness.permissions.set('microphone', 'prompt').set('camera', 'prompt');
    harness.devices.refusals.set('video', DENIED);
    await harness.startBoth();
    expect(harness.devices.requests.length).toBe(1);
    expect([harness.state('microphone'), harness.state('camera')]).toEqual([
      'failed: permission-dismissed',
      'failed: permission-dismissed',
    ]);
  });

  it('says that an insecure page has no devices, and that a browser has none', async () => {
    harness.available = false;
    harness.secure = false;
    await harness.startBoth();
    expect(harness.state('camera')).toBe('failed: insecure-context');
  });

  it('says that a browser cannot', async () => {
    harness.available = false;
    await harness.startBoth();
    expect(harness.state('microphone')).toBe('failed: unsupported');
  });

  it('tries what failed again, and leaves alone what works', async () => {
    harness.devices.refusals.set('video', new DOMException('', 'NotReadableError'));
    await harness.startBoth();
    const microphone = harness.sent('microphone');
    harness.devices.refusals.clear();
    await harness.startBoth();
    expect(harness.state('camera')).toBe('on');
    expect(harness.sent('microphone')).toBe(microphone);
  });
});

describe('MediaService when the person allows it after all', () => {
  let harness: MediaHarness;
  beforeEach(async () => {
    harness = new MediaHarness();
    harness.permissions.set('microphone', 'granted').set('camera', 'denied');
    harness.devices.refusals.set('video', DENIED);
    await harness.startBoth();
    harness.devices.refusals.clear();
  });

  it('takes the camera without being asked again', async () => {
    harness.allow('camera');
    await settled();
    expect(harness.state('camera')).toBe('on');
  });

  it('leaves a camera off that was turned off meanwhile', async () => {
    await harness.media.setOn('camera', false);
    harness.allow('camera');
    await settled();
    expect(harness.state('camera')).toBe('off');
    expect(harness.devices.live.some(({ kind }) => kind === 'video')).toBeFalse();
  });

  it('never unmutes: a muted microphone that was refused stays silent', async () => {
    await harness.media.setOn('microphone', false);
    harness.permissions.set('microphone', 'denied');
    harness.devices.refusals.set('audio', DENIED);
    harness.sent('microphone').end();
    await settled();
    harness.devices.refusals.clear();
    harness.allow('microphone');
    await settled();
    expect(harness.state('microphone')).toBe('off');
    expect(harness.devices.live.some(({ kind }) => kind === 'audio')).toBeFalse();
  });

  it('leaves a microphone alone that works', async () => {
    const asked = harness.devices.requests.length;
    harness.allow('microphone');
    await settled();
    expect(harness.devices.requests.length).toBe(asked);
  });
});

describe('MediaService setOn', () => {
  let harness: MediaHarness;
  beforeEach(async () => {
    harness = new MediaHarness();
    await harness.startBoth();
  });

  it('stops the camera so that its light goes off, and gets it again', async () => {
    const first = harness.sent('camera');
    await harness.media.setOn('camera', false);
    expect(first.readyState).toBe('ended');
    expect(harness.media.tracks$.value.camera).toBeNull();
    expect(harness.state('camera')).toBe('off');
    await harness.media.setOn('camera', true);
    expect(harness.sent('camera')).not.toBe(first);
  });

  it('mutes at once and keeps the track', () => {
    const track = harness.sent('microphone');
    void harness.media.setOn('microphone', false);
    expect([track.enabled, track.readyState]).toEqual([false, 'live']);
    expect(harness.sent('microphone')).toBe(track);
    expect(harness.state('microphone')).toBe('off');
    void harness.media.setOn('microphone', true);
    expect(track.enabled).toBeTrue();
    expect(harness.state('microphone')).toBe('on');
  });

  it('sends tracks again only where one changed', () => {
    let emissions = 0;
    harness.media.tracks$.subscribe(() => emissions++);
    void harness.media.setOn('microphone', false);
    expect(emissions).toBe(1);
    void harness.media.setOn('camera', false);
    expect(emissions).toBe(2);
  });

  it('ends as wanted last when toggled faster than the camera answers', async () => {
    await harness.media.setOn('camera', false);
    harness.devices.held = true;
    void harness.media.setOn('camera', true);
    void harness.media.setOn('camera', false);
    const last = harness.media.setOn('camera', true);
    await settled();
    expect(harness.devices.waiting).toBe(1);
    await harness.devices.answer();
    await last;
    expect(harness.state('camera')).toBe('on');
    expect(harness.devices.live.filter((track) => track.kind === 'video').length).toBe(1);
  });

  it('stops a camera that arrives after it was turned off', async () => {
    await harness.media.setOn('camera', false);
    harness.devices.held = true;
    void harness.media.setOn('camera', true);
    const off = harness.media.setOn('camera', false);
    await settled();
    await harness.devices.answer();
    await off;
    expect(harness.devices.live.some((track) => track.kind === 'video')).toBeFalse();
    expect(harness.state('camera')).toBe('off');
  });

  it('can be told again in the very moment a request settles', async () => {
    await harness.media.setOn('camera', false);
    await harness.media.setOn('camera', true).then(() => {
      void harness.media.setOn('camera', false);
      return harness.media.setOn('camera', true);
    });
    expect(harness.state('camera')).toBe('on');
  });

  it('clears a failure that nobody waits for any more', async () => {
    await harness.media.setOn('camera', false);
    harness.devices.busy.add('cam-1');
    await harness.media.setOn('camera', true);
    expect(harness.state('camera')).toBe('failed: in-use');
    await harness.media.setOn('camera', false);
    expect(harness.state('camera')).toBe('off');
  });
});

describe('MediaService muted while it starts', () => {
  it('keeps the microphone it is given, muted', async () => {
    const harness = new MediaHarness();
    harness.devices.held = true;
    void harness.media.start({ microphone: true, camera: true });
    void harness.media.setOn('microphone', false);
    await harness.devices.answer();
    expect(harness.sent('microphone').enabled).toBeFalse();
    expect(harness.state('microphone')).toBe('off');
  });
});

describe('MediaService close', () => {
  let harness: MediaHarness;
  beforeEach(() => (harness = new MediaHarness()));

  it('stops every track, as often as it is called, and says so', async () => {
    await harness.startBoth();
    await harness.media.shareScreen();
    const seen: LocalMedia[] = [];
    harness.media.media$.subscribe((media) => seen.push(media));
    harness.media.close();
    harness.media.close();
    expect(harness.devices.tracks.length).toBe(3);
    expect(harness.devices.live).toEqual([]);
    expect(harness.media.tracks$.value).toEqual({ microphone: null, camera: null, screen: null });
    expect(seen.at(-1)?.camera).toEqual({ kind: 'off' });
  });

  it('stops tracks that arrive after it', async () => {
    harness.devices.held = true;
    void harness.media.start({ microphone: true, camera: true });
    void harness.media.shareScreen();
    await settled();
    harness.media.close();
    await harness.devices.answer();
    await harness.devices.answer();
    expect(harness.devices.tracks.length).toBe(3);
    expect(harness.devices.live).toEqual([]);
    expect(harness.state('microphone')).toBe('off');
  });

  it('is for good', async () => {
    harness.media.close();
    await harness.startBoth();
    await harness.media.setOn('camera', true);
    await harness.media.shareScreen();
    expect(harness.devices.requests).toEqual([]);
  });

  it('comes with the end of the room', async () => {
    await harness.startBoth();
    TestBed.resetTestingModule();
    expect(harness.devices.live).toEqual([]);
  });
});

describe('MediaService level$', () => {
  it('is silent without a microphone, and follows the one there is', async () => {
    const harness = new MediaHarness();
    expect(await firstValueFrom(harness.media.level$, { defaultValue: 9 })).toBe(0);
    await harness.startBoth();
    expect(await firstValueFrom(harness.media.level$, { defaultValue: 9 })).toBe(0.5);
  });
});
