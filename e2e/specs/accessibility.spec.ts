import { expectAccessible } from '../fixtures/axe.ts';
import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

/** Colours are judged at rest, not while something fades in. */
const CALM = { context: { reducedMotion: 'reduce' } } as const;

test.describe('axe finds nothing', () => {
  test('on the first page, with rooms, a problem and a question', async ({ participant }) => {
    const ada = await participant('Ada', CALM);
    const { home, page } = ada;
    await home.open();
    await expectAccessible(page, 'home');
    await home.goTo('!');
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await ada.enter('blue-table');
    await home.open();
    await expectAccessible(page, 'home with recent rooms');
    await home.goTo('!');
    await expectAccessible(page, 'home with a refused name');
    await page.getByRole('button', { name: 'Forget all' }).click();
    await expectAccessible(page, 'home, forget all');
  });

  test('in the lobby, with its devices and its troubles', async ({ participant, room }) => {
    const ada = await participant('Ada', CALM);
    await ada.lobby.open(room);
    await expect(ada.lobby.level).toBeVisible();
    await expectAccessible(ada.page, 'lobby');
    await ada.lobby.devices.click();
    await expect(ada.call.dialog('Devices').getByRole('combobox')).toHaveCount(3);
    await expectAccessible(ada.page, 'lobby, devices');
    await ada.page.keyboard.press('Escape');
    await ada.lobby.join('');
    await ada.lobby.camera.click();
    await ada.lobby.microphone.click();
    await expectAccessible(ada.page, 'lobby, no name, all off');

    const ben = await participant('Ben', { ...CALM, capture: 'denied' });
    await ben.lobby.open(room);
    await expect(ben.page.getByText('Camera and microphone are blocked')).toBeVisible();
    await expectAccessible(ben.page, 'lobby, blocked');
    await ben.enter(room);
    await ben.call.camera.click();
    await expect(ben.call.dialog('Your camera is blocked')).toBeVisible();
    await expectAccessible(ben.page, 'call, blocked');
  });

  test('in the lobby of a full room, in a room that cannot be, and after the end', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService({ ROOM_CAPACITY: '2' });
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { ...CALM, service });
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await cleo.lobby.open(room);
    await cleo.lobby.join('Cleo');
    await expect(cleo.page.getByRole('alert')).toContainText('This room is full.');
    await expectAccessible(cleo.page, 'lobby, room full');
    await cleo.page.goto('/ab');
    await expect(cleo.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(cleo.page, 'room refused');
    await ada.call.leave();
    await expect(ada.page.getByRole('heading', { name: 'You left' })).toBeVisible();
    await expectAccessible(ada.page, 'call ended');
  });

  test('in a call: alone, with others, with each panel and each dialog', async ({ participants, room }) => {
    test.slow();
    const [ada, ben] = await participants(['Ada', 'Ben'], CALM);
    const { call, page } = ada;
    await ada.enter(room);
    await expect(page.getByRole('img', { name: 'QR code with the link to this room' })).toBeVisible();
    await expectAccessible(page, 'call, alone');

    await ben.enter(room);
    await expectVideoAdvances(ada, 'Ben');
    await expectAccessible(page, 'call with two');

    await ben.call.camera.click();
    await ben.call.microphone.click();
    await ben.call.shareScreen.click();
    await expect(call.tile("Ben's screen")).toBeVisible();
    const [hers, his] = [await call.openChat(), await ben.call.openChat()];
    await expectAccessible(page, 'call, chat empty, screen shared');
    await his.send('Look at https://example.org/');
    await hers.send('I do');
    await expect(hers.log.getByRole('listitem')).toHaveCount(2);
    await hers.message.fill('x'.repeat(4_001));
    await expectAccessible(page, 'call, chat');
    await page.keyboard.press('Escape');

    await call.people.click();
    await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
    await expectAccessible(page, 'call, people');
    await call.people.click();
    for (const entry of ['Invite', 'Devices', 'Keyboard shortcuts']) {
      await call.more.click();
      await expect(page.getByRole('menu')).toBeVisible();
      if (entry === 'Invite') await expectAccessible(page, 'call, menu');
      await page.getByRole('menuitem', { name: entry }).click();
      await expect(call.dialog(entry)).toBeVisible();
      await expectAccessible(page, `call, ${entry}`);
      await page.keyboard.press('Escape');
      await expect(call.dialog(entry)).toBeHidden();
    }
  });
});
