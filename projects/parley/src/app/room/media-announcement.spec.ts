import { type LocalMedia, NO_MEDIA, type SourceState } from '../media/local-media';
import { announce, SILENT } from './media-announcement';

describe('announce', () => {
  const connection = new RTCPeerConnection();
  const on: SourceState = { kind: 'on', track: connection.addTransceiver('video').receiver.track };
  const starting: SourceState = { kind: 'starting' };
  const failed: SourceState = { kind: 'failed', code: 'ended' };
  afterAll(() => connection.close());

  const after = (...cameras: SourceState[]) =>
    cameras.map((camera): LocalMedia => ({ ...NO_MEDIA, camera })).reduce(announce, SILENT);

  it('counts every change', () => {
    expect(after(on)).toEqual({ revision: 1, microphone: false, camera: true, screen: false });
    expect(after(on, failed)).toEqual({ revision: 2, microphone: false, camera: false, screen: false });
  });

  it('says nothing where nothing changed', () => {
    const last = after(on);
    expect(announce(last, { ...NO_MEDIA, camera: on })).toBe(last);
  });

  it('waits for a source that starts, and keeps one that starts again', () => {
    expect(after(starting)).toBe(SILENT);
    expect(after(on, starting).camera).toBeTrue();
    expect(after(on, starting, on).revision).toBe(1);
  });
});
