import { expect, test } from '../fixtures/participants.ts';
import { NOTHING_OPEN, comeAndGo, neededHeap } from '../fixtures/visits.ts';

const VISITS = 200;
/** Code and words of every screen are loaded by then, and what is kept for good is there. */
const WARM_UP = 20;
/** The machine code that V8 makes of what runs often counts as heap, and is no leak. */
const NO_MACHINE_CODE = '--js-flags=--max-opt=0';
const MOST_GROWTH = 0.1;

test('200 visits in one page leave nothing behind', async ({ participants, room }) => {
  const [ben, ada] = await participants(['Ben', 'Ada'], {
    cameraOff: true,
    flags: [NO_MACHINE_CODE],
  });
  await ben.enter(room);
  await ada.enter(room);
  await ada.call.leave();
  await comeAndGo(ada, WARM_UP);
  const before = [await neededHeap(ada), await neededHeap(ben)];
  await comeAndGo(ada, VISITS);
  await expect.poll(() => ada.counts()).toEqual(NOTHING_OPEN);
  await expect.poll(async () => (await ben.counts()).connections).toBe(0);
  const after = [await neededHeap(ada), await neededHeap(ben)];
  const growth = after.map((bytes, index) => bytes / (before[index] ?? Number.NaN) - 1);
  const figures = growth.map((share) => `${(100 * share).toFixed(1)} %`).join(', ');
  test.info().annotations.push({ type: 'measured', description: `heap growth: ${figures}` });
  for (const share of growth)
    expect(share, `heap growth of visitor and host: ${figures}`).toBeLessThanOrEqual(MOST_GROWTH);
});
