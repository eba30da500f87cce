import { movingPicture } from '../../core/testing/moving-picture';
import { promptStream } from './prompt-stream';

describe('promptStream', () => {
  let video: HTMLVideoElement;
  let picture: ReturnType<typeof movingPicture>;
  let over: AbortController;

  beforeEach(() => {
    over = new AbortController();
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
    const shown = promptStream(video, picture.stream, over.signal);
    const [first] = shown.getTracks();
    expect(first?.id).not.toBe(picture.stream.getTracks()[0]?.id);

    video.srcObject = shown;
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    void video.play();
    expect(video.videoWidth).toBe(320);
    expect(shown.getTracks().map(({ id }) => id)).toEqual(picture.stream.getTracks().map(({ id }) => id));
    expect(first?.readyState).withContext('the next element loads it too').toBe('live');
  });

  it('shows no picture before there is one', async () => {
    const silent = new RTCPeerConnection();
    const { track } = silent.addTransceiver('video').receiver;
    video.srcObject = promptStream(video, new MediaStream([track]), over.signal);
    let frames = 0;
    video.requestVideoFrameCallback(() => (frames += 1));
    await new Promise((resolve) => video.addEventListener('loadstart', resolve, { once: true }));
    for (let frame = 0; frame < 10; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(frames).toBe(0);
    silent.close();
  });

  it('keeps nothing alive where the element shows something else before it loads', async () => {
    const shown = promptStream(video, picture.stream, over.signal);
    over.abort();
    video.srcObject = shown;
    await new Promise((resolve) => video.addEventListener('loadstart', resolve, { once: true }));
    const [first, ...others] = shown.getTracks();
    expect(first?.id).not.toBe(picture.stream.getTracks()[0]?.id);
    expect(others).toEqual([]);
  });

  it('leaves other browsers alone', () => {
    expect(promptStream(video, picture.stream, over.signal, {} as Navigator)).toBe(picture.stream);
  });
});
