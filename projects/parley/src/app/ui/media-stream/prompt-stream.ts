let blank: MediaStreamTrack | undefined;

/**
 * `stream` in a form that `video` shows picture by picture, each when it has arrived. A `<video>` that begins with a remote
 * track holds pictures back for smoothness: Chromium asks for them at the average rate of what came so far, so that at 10 a
 * second each waits 50 ms on average, and where they come unevenly one in four is never shown (`OnBeginFrameThrottleVideo`;
 * which way an element goes is settled when it loads, in `WebMediaPlayerMSCompositor`). So it loads a local track without a
 * picture, which makes way for the real ones at once. WebRTC has evened out what the network did before it decodes.
 * Browsers that are not Chromium get `stream` as it is. `signal` says that the element shows something else.
 */
export function promptStream(
  video: HTMLMediaElement,
  stream: MediaStream,
  signal: AbortSignal,
  browser = navigator,
): MediaStream {
  if (!('userAgentData' in browser)) return stream;
  blank ??= document.createElement('canvas').captureStream(0).getVideoTracks()[0];
  if (blank === undefined) return stream;
  const first = blank;
  const shown = new MediaStream([first]);
  const exchange = () => {
    for (const track of stream.getTracks()) shown.addTrack(track);
    shown.removeTrack(first);
  };
  video.addEventListener('loadstart', exchange, { once: true, signal });
  return shown;
}
