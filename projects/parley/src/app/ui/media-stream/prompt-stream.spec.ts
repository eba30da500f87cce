import { movingPicture } from '../../core/testing/moving-picture';
import { promptStream } from './prompt-stream';

describe('promptStream', () => {
  let video: HTMLVideoElement;
  let picture: ReturnType<typeof movingPicture>;

  beforeEach(() => {
    video = document.createElement('video');
    video.muted = true;
    document.body.append(video);
    picture = movingPicture(320, 240);
  });

  afterEach(() => {
    video.remove();
    picture.stop();
  });

  it('loads a track of its own, then shows what the stream holds and nothing else', async () => {
    const shown = promptStream(video, picture.stream);
    const [first] = shown.getTracks();
    expect(first?.id).not.toBe(picture.stream.getTracks()[0]?.id);

    video.srcObject = shown;
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    void video.play();
    expect(video.videoWidth).toBe(320);
    expect(shown.getTracks()).toEqual(picture.stream.getTracks());
    expect(first?.readyState).withContext('the next element loads it too').toBe('live');
  });

  it('shows no picture before there is one', async () => {
    const silent = new RTCPeerConnection();
    const { track } = silent.addTransceiver('video').receiver;
    video.srcObject = promptStream(video, new MediaStream([track]));
    let frames = 0;
    video.requestVideoFrameCallback(() => (frames += 1));
    await new Promise((resolve) => video.addEventListener('loadstart', resolve, { once: true }));
    for (let frame = 0; frame < 10; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(frames).toBe(0);
    silent.close();
  });

  it('leaves other browsers alone', () => {
    expect(promptStream(video, picture.stream, {} as Navigator)).toBe(picture.stream);
  });
});
