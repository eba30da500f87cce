import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { MediaService } from './media-service';

/** The fake camera and microphone of the browser itself: what a fake of ours cannot know. */
describe('MediaService with a real browser', () => {
  let media: MediaService;
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [MediaService] });
    media = TestBed.inject(MediaService);
  });

  it('gets both, names the devices in use, and lets go of them', async () => {
    await media.start({ microphone: true, camera: true });
    const { microphone, camera } = media.tracks$.value;
    expect([microphone?.kind, camera?.kind]).toEqual(['audio', 'video']);
    const choices = await firstValueFrom(
      media.devices$.pipe(filter((devices) => devices.camera.list.length > 0)),
      { defaultValue: media.devices$.value },
    );
    expect(choices.camera.list.map(({ id }) => id)).toContain(choices.camera.selected ?? 'none');
    expect(choices.camera.list[0]?.label).not.toBe('');
    media.close();
    expect([microphone?.readyState, camera?.readyState]).toEqual(['ended', 'ended']);
  });

  it('hears the beeps of the fake microphone', async () => {
    await media.start({ microphone: true, camera: false });
    const loud = await firstValueFrom(media.level$.pipe(filter((level) => level > 0.2)), { defaultValue: 9 });
    expect(loud).toBeLessThanOrEqual(1);
  });

  it('swaps microphones and turns the camera off and on', async () => {
    await media.start({ microphone: true, camera: true });
    const before = media.tracks$.value;
    const other = (await navigator.mediaDevices.enumerateDevices()).find(
      ({ kind, deviceId }) => kind === 'audioinput' && deviceId !== before.microphone?.getSettings().deviceId,
    );
    await media.choose('microphone', other?.deviceId ?? '');
    expect(media.tracks$.value.microphone?.getSettings().deviceId).toBe(other?.deviceId ?? 'none');
    expect(before.microphone?.readyState).toBe('ended');
    await media.setOn('camera', false);
    expect(before.camera?.readyState).toBe('ended');
    await media.setOn('camera', true);
    expect(media.tracks$.value.camera?.readyState).toBe('live');
  });
});
