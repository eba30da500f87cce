/** A moving picture of the given size; `stop` ends it. */
export function movingPicture(width: number, height: number): { stream: MediaStream; stop(): void } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  let frame = 0;
  const timer = setInterval(() => context?.fillRect(0, 0, ++frame % width, height), 50);
  const stream = canvas.captureStream(20);
  return {
    stream,
    stop: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}
