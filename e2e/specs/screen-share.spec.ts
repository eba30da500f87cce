import { expectWithin, pressToSight } from '../fixtures/latency.ts';
import { expectVideoAdvances } from '../fixtures/media.ts';
import type { Participant } from '../fixtures/participant.ts';
import { expect, test } from '../fixtures/participants.ts';
import { endCapture, readCapturing, readSignalingChanges } from '../fixtures/probe.ts';

const SCREEN = "Ada's screen";

async function area(viewer: Participant, tile: string): Promise<number> {
  const box = await viewer.call.tile(tile).boundingBox();
  return box === null ? 0 : box.width * box.height;
}

test.describe('shared screen', () => {
  test('is a large tile of its own while the camera stays on, and gone when it stops', async ({
    participants,
    room,
  }) => {
    const everyone = await participants(['Ada', 'Ben', 'Cleo']);
    const [ada, ben, cleo] = everyone;
    await Promise.all(everyone.map((person) => person.enter(room)));
    await expectVideoAdvances(ben, 'Ada');
    await expectVideoAdvances(cleo, 'Ada');
    const changes = () => Promise.all(everyone.map(({ page }) => readSignalingChanges(page)));
    const before = await changes();

    const share = () => ada.call.shareScreen.click();
    const shown = await pressToSight(ada, share, [ben, cleo], { tile: SCREEN, there: true });
    await expect(ada.call.shareScreen).toHaveAccessibleName('Stop sharing');
    // Notices go after a while, so both are looked for at once.
    const told = ({ call }: Participant) => expect(call.notice('Ada is sharing their screen.')).toBeVisible();
    await Promise.all([ben, cleo].map(told));
    for (const viewer of [ben, cleo]) {
      await expectVideoAdvances(viewer, SCREEN);
      await expectVideoAdvances(viewer, 'Ada');
      for (const face of ['Ada', `${viewer.name} (you)`]) {
        await expect
          .poll(async () => (await area(viewer, SCREEN)) > 3 * (await area(viewer, face)), {
            message: `the screen is larger than ${face}`,
          })
          .toBe(true);
      }
    }
    await expectVideoAdvances(ada, `${SCREEN} (you)`);

    const gone = await pressToSight(ada, share, [ben, cleo], { tile: SCREEN, there: false });
    await expect(ben.call.notice('Ada stopped sharing.')).toBeVisible();
    await expectVideoAdvances(ben, 'Ada');
    await expect
      .poll(async () => (await ada.counts()).tracks.video, { message: 'only the camera is left' })
      .toBe(1);
    expect(await changes(), 'no connection negotiated again').toEqual(before);
    expectWithin(300, 'shared screen, tile at two others', [shown]);
    expectWithin(300, 'shared screen ended, tile gone at two others', [gone]);
  });

  test('who comes later sees it too, and the stop of the browser itself ends it', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    await ada.call.shareScreen.click();
    await expectVideoAdvances(ada, `${SCREEN} (you)`);
    await ben.enter(room);
    await expectVideoAdvances(ben, SCREEN);
    await expectVideoAdvances(ben, 'Ada');

    const captures = await readCapturing(ada.page);
    await endCapture(ada.page, captures.at(-1)?.label ?? '');
    await expect(ben.call.tile(SCREEN)).toBeHidden();
    await expect(ada.call.shareScreen).toHaveAccessibleName('Share screen');
    await expectVideoAdvances(ben, 'Ada');
  });
});
