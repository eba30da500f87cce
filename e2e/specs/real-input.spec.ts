import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { followsPattern } from '../fixtures/correlation.ts';
import { missingPrograms, PERIOD_S, Recordings } from '../fixtures/recordings.ts';

const missing = missingPrograms();
const needs = `a call with a real video and a real voice needs ${missing.join(' and ')}: apt-get install ${missing.join(' ')}`;
if (missing.length > 0) process.stderr.write(`Skipped: ${needs}\n`);

const SAMPLE_MS = 50;

test.describe('real input', () => {
  test.skip(missing.length > 0, needs);

  test('the remote picture moves, and the remote sound follows the speech', async ({ participant, room }) => {
    const recordings = new Recordings();
    const { flags } = recordings;
    const ada = await participant('Ada', { flags });
    const ben = await participant('Ben');
    await ada.enter(room);
    await ben.enter(room);
    await expectVideoAdvances(ben, 'Ada');

    const changes = await ben.call.video('Ada').evaluate(async (video: HTMLVideoElement) => {
      const context = new OffscreenCanvas(64, 48).getContext('2d', { willReadFrequently: true });
      if (context === null) throw new Error('No canvas.');
      const look = () => {
        context.drawImage(video, 0, 0, 64, 48);
        return context.getImageData(0, 0, 64, 48).data;
      };
      const frame = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      const changed: number[] = [];
      let before = look();
      for (let count = 0; count < 20; count++) {
        await frame();
        const now = look();
        let sum = 0;
        for (const [index, value] of now.entries()) sum += Math.abs(value - (before[index] ?? 0));
        changed.push(sum / now.length);
        before = now;
      }
      return changed;
    });
    const moving = changes.filter((change) => change > 0.5).length;
    expect(
      moving,
      `mean change of each frame: ${changes.map((c) => c.toFixed(1)).join(' ')}`,
    ).toBeGreaterThan(10);

    const perPeriod = (PERIOD_S * 1_000) / SAMPLE_MS;
    const heard = await ben.page.evaluate(
      ({ count, every }) =>
        new Promise<number[]>((resolve) => {
          const audio = document.querySelector('audio');
          if (!(audio?.srcObject instanceof MediaStream)) throw new Error('Nothing is heard.');
          const context = new AudioContext();
          const analyser = new AnalyserNode(context, { fftSize: 2_048 });
          context.createMediaStreamSource(audio.srcObject).connect(analyser);
          const samples = new Float32Array(analyser.fftSize);
          const levels: number[] = [];
          const timer = setInterval(() => {
            analyser.getFloatTimeDomainData(samples);
            levels.push(
              Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length),
            );
            if (levels.length < count) return;
            clearInterval(timer);
            void context.close();
            resolve(levels);
          }, every);
        }),
      { count: 2 * perPeriod, every: SAMPLE_MS },
    );
    const likeness = followsPattern(heard, recordings.envelope(perPeriod));
    test.info().annotations.push({
      type: 'measured',
      description: `sound at the other end follows the speech: r = ${likeness.toFixed(2)}`,
    });
    expect(Math.max(...heard), 'the voice is loud').toBeGreaterThan(0.01);
    expect(likeness, 'loud and silent as the recording').toBeGreaterThan(0.6);
    recordings.remove();
  });
});
