import { expectNoSidewaysScroll, expectTilesInside, expectTouchable, VIEWPORTS } from '../fixtures/layout.ts';
import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

const CALM = { context: { reducedMotion: 'reduce' } } as const;

test.describe('on every screen', () => {
  test('first page and lobby fit, with name and Join in sight', async ({ participant }) => {
    const ada = await participant('Ada', CALM);
    const { page, home, lobby } = ada;
    await ada.enter('a-room-with-a-name-that-is-as-long-as-a-name-of-a-room-may-be-64');
    await home.open();
    for (const viewport of VIEWPORTS) {
      const where = `home at ${viewport.width}x${viewport.height}`;
      await page.setViewportSize(viewport);
      await expectNoSidewaysScroll(page, where);
      await expectTouchable(page, where);
      await expect(home.newMeeting).toBeInViewport({ ratio: 1 });
    }
    await lobby.open('blue-table');
    for (const viewport of VIEWPORTS) {
      const where = `lobby at ${viewport.width}x${viewport.height}`;
      await page.setViewportSize(viewport);
      await expectNoSidewaysScroll(page, where);
      await expectTouchable(page, where);
      for (const control of [lobby.name, lobby.joinButton, lobby.microphone, lobby.camera, lobby.devices]) {
        await expect(control, where).toBeInViewport({ ratio: 1 });
      }
    }
  });

  test('a call of 1 to 4 fits without scrolling, controls and panels too', async ({ participants, room }) => {
    test.slow();
    const [ada, ben] = await participants(['Ada', 'Ben'], CALM);
    const everyone = [ada, ben, ...(await participants(['Cleo', 'Dan'], { ...CALM, cameraOff: true }))];
    const { page, call } = ada;
    const names: string[] = [];
    for (const person of everyone) {
      await person.enter(room);
      names.push(person === ada ? 'Ada (you)' : person.name);
      if (person === ben) await expectVideoAdvances(ada, 'Ben');
      for (const viewport of VIEWPORTS) {
        const where = `call of ${names.length} at ${viewport.width}x${viewport.height}`;
        await page.setViewportSize(viewport);
        await expectNoSidewaysScroll(page, where);
        await expectTilesInside(ada, names, where);
        await expectTouchable(page, where);
        for (const control of [
          call.microphone,
          call.camera,
          call.chatButton,
          call.people,
          call.more,
          call.leaveButton,
        ]) {
          await expect(control, where).toBeInViewport({ ratio: 1 });
        }
      }
    }
    for (const viewport of VIEWPORTS) {
      const where = `chat at ${viewport.width}x${viewport.height}`;
      await page.setViewportSize(viewport);
      const chat = await call.openChat();
      await expectNoSidewaysScroll(page, where);
      await expect(chat.message, where).toBeInViewport({ ratio: 1 });
      await expectTouchable(page, where);
      await page.keyboard.press('Escape');
      await call.people.click();
      await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
      await expectNoSidewaysScroll(page, `people at ${viewport.width}x${viewport.height}`);
      await call.people.click();
      await expect(page.getByRole('region', { name: 'People' })).toBeHidden();
    }
  });
});
