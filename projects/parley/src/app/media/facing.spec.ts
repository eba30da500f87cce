import { canFlip, isMirrored } from './facing';
import { type DeviceChoices, type LocalMedia, NO_MEDIA } from './local-media';
import { FakeTrack } from './testing/fake-track';

function withCamera(facing?: string): LocalMedia {
  const track = new FakeTrack('video', 'id', facing) as unknown as MediaStreamTrack;
  return { ...NO_MEDIA, camera: { kind: 'on', track } };
}

function cameras(count: number): DeviceChoices {
  const list = Array.from({ length: count }, (_, index) => ({ id: `${index}`, label: '' }));
  const none = { list: [], selected: null };
  return { camera: { list, selected: null }, microphone: none, speaker: none };
}

describe('isMirrored', () => {
  it('is everything but a camera that looks away', () => {
    expect([withCamera(), withCamera('user'), withCamera('environment'), NO_MEDIA].map(isMirrored)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});

describe('canFlip', () => {
  it('needs a camera with a side and another one', () => {
    expect(canFlip(withCamera('user'), cameras(2))).toBeTrue();
    expect(canFlip(withCamera('user'), cameras(1))).toBeFalse();
    expect(canFlip(withCamera(), cameras(2))).toBeFalse();
    expect(canFlip(NO_MEDIA, cameras(2))).toBeFalse();
  });
});
