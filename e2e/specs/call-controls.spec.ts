import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { endCapture, readCapturing, readSignalingChanges } from '../fixtures/probe.ts';

test.describe('devices during a call', () => {
  test('another camera takes over without a break in the connection', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectVideoAdvances(ben, 'Ada');
    const before = await readSignalingChanges(ada.page);

    await ada.call.choose('Devices');
    const dialog = ada.call.dialog('Devices');
    await dialog.getByRole('combobox', { name: 'Camera' }).selectOption('fake_device_2');
    await expect
      .poll(async () => (await readCapturing(ada.page)).filter(({ kind }) => kind === 'video'))
      .toEqual([{ kind: 'video', label: 'fake_device_2' }]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    await expectVideoAdvances(ben, 'Ada');
    expect(await readSignalingChanges(ada.page), 'nothing is negotiated again').toBe(before);
  });

  test('a camera that is unplugged is replaced by the other one', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectVideoAdvances(ben, 'Ada');
    const used = (await readCapturing(ada.page)).find(({ kind }) => kind === 'video');
    await endCapture(ada.page, used?.label ?? '');
    await expect.poll(async () => (await ada.counts()).tracks.video, { message: 'a camera is on' }).toBe(1);
    await expectVideoAdvances(ben, 'Ada');
    await expect(ada.call.camera).toHaveAccessibleName('Turn camera off');
  });
});

test.describe('keyboard shortcuts', () => {
  test('every key does what the list says, and none while typing', async ({ participant, room }) => {
    const ada = await participant('Ada');
    const { call, page } = ada;
    await ada.enter(room);
    const press = (key: string) => page.keyboard.press(key);

    await press('m');
    await expect(call.microphone).toHaveAccessibleName('Unmute microphone');
    await press('m');
    await expect(call.microphone).toHaveAccessibleName('Mute microphone');
    await press('v');
    await expect(call.camera).toHaveAccessibleName('Turn camera on');
    await press('v');
    await expect(call.camera).toHaveAccessibleName('Turn camera off');
    await press('s');
    await expect(call.shareScreen).toHaveAccessibleName('Stop sharing');
    await press('s');
    await expect(call.shareScreen).toHaveAccessibleName('Share screen');

    await press('c');
    await expect(call.chat.message).toBeFocused();
    await call.chat.message.pressSequentially('mvscpidf');
    await expect(call.chat.message).toHaveValue('mvscpidf');
    await expect(call.microphone).toHaveAccessibleName('Mute microphone');
    await press('Escape');
    await expect(call.chat.message).toBeHidden();
    await press('p');
    await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
    await press('p');
    await expect(page.getByRole('region', { name: 'People' })).toBeHidden();
    for (const [key, dialog] of [
      ['i', 'Invite'],
      ['d', 'Devices'],
      ['?', 'Keyboard shortcuts'],
    ] as const) {
      await press(key);
      await expect(call.dialog(dialog)).toBeVisible();
      await press('m');
      await press('Escape');
      await expect(call.dialog(dialog)).toBeHidden();
      await expect(call.microphone, 'a dialog has the keys for itself').toHaveAccessibleName(
        'Mute microphone',
      );
    }
    await press('Shift+L');
    await expect(page.getByRole('heading', { name: 'You left' })).toBeVisible();
  });

  test('the key of the next dialog counts while the last one is just closing', async ({
    participant,
    room,
  }) => {
    const ada = await participant('Ada', { cameraOff: true });
    const { call, page } = ada;
    await ada.enter(room);
    await page.keyboard.press('i');
    await expect(call.dialog('Invite')).toBeVisible();
    // The browser tells of the end a moment after the dialog is gone; this key comes in between, each time.
    await page.evaluate(() => {
      const press = () =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }));
      document.addEventListener('close', press, { capture: true, once: true });
    });
    await page.keyboard.press('Escape');
    await expect(call.dialog('Devices').getByRole('combobox', { name: 'Microphone' })).toBeVisible();
  });

  test('the list of shortcuts names them all, and can switch them off', async ({ participant, room }) => {
    const ada = await participant('Ada');
    const { call, page } = ada;
    await ada.enter(room);
    await call.choose('Keyboard shortcuts');
    const dialog = call.dialog('Keyboard shortcuts');
    await expect(dialog.getByRole('term')).toHaveCount(10);
    await expect(dialog).toContainText('Mute or unmute');
    await dialog.getByRole('checkbox', { name: 'Single keys work as shortcuts' }).uncheck();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('m');
    await page.keyboard.press('c');
    await expect(call.chat.message).toBeHidden();
    await expect(call.microphone).toHaveAccessibleName('Mute microphone');
  });
});

test.describe('full screen', () => {
  test('is entered and left by the menu', async ({ participant, room }) => {
    const ada = await participant('Ada');
    const { call, page } = ada;
    await ada.enter(room);
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
    await call.choose('Full screen');
    await expect.poll(isFull).toBe(true);
    await call.choose('Leave full screen');
    await expect.poll(isFull).toBe(false);
  });
});
