import { expectInitials, expectMoves } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { readCapturing } from '../fixtures/probe.ts';

test.describe('lobby', () => {
  test('shows the own picture moving, as in a mirror, without its sound, and the level of the microphone', async ({
    participant,
    room,
  }) => {
    const { lobby } = await participant('Ada');
    await lobby.open(room);
    await expectMoves(lobby.preview, 'the own picture moves');
    await expect(lobby.preview).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)');
    await expect(lobby.preview).toHaveJSProperty('muted', true);
    const level = async () => Number(await lobby.level.getAttribute('aria-valuenow'));
    await expect
      .poll(level, { message: 'the meter follows the beep of the fake microphone', intervals: [50] })
      .toBeGreaterThan(20);
    await expect.poll(level, { message: 'and its silence', intervals: [50] }).toBeLessThan(10);
  });

  test('nobody sees who is still in the lobby', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    await ben.lobby.open(room);
    await expectMoves(ben.lobby.preview, 'Ben is ready');
    await ada.call.people.click();
    await expect(ada.page.getByRole('region', { name: 'People' }).getByRole('listitem')).not.toHaveCount(0);
    await expect(ada.page.getByText('Ben')).toBeHidden();
    await expect(ada.call.people).toHaveAccessibleDescription('1 person');
  });

  test('what is switched off in the lobby is off in the call, and next time', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter(room);
    await ada.lobby.open(room);
    await expectMoves(ada.lobby.preview, 'the own picture moves');

    await ada.lobby.camera.click();
    await expect(ada.lobby.camera).toHaveAccessibleName('Turn camera on');
    await expect(ada.page.getByText('Your camera is off')).toBeVisible();
    await expect.poll(async () => (await ada.counts()).tracks.video, { message: 'the light is off' }).toBe(0);
    await ada.lobby.microphone.click();
    await expect(ada.lobby.microphone).toHaveAccessibleName('Unmute microphone');
    await expect(ada.lobby.level).toBeHidden();

    await ada.lobby.join('Ada');
    await ada.call.ready();
    await expectInitials(ben, 'Ada');
    await expect(ben.call.tile('Ada')).toContainText('Muted');

    await ada.lobby.open('another-room');
    await expect(ada.lobby.camera).toHaveAccessibleName('Turn camera on');
    await expect(ada.lobby.microphone).toHaveAccessibleName('Unmute microphone');
    expect((await ada.counts()).tracks).toEqual({ audio: 0, video: 0 });
    await ada.lobby.camera.click();
    await expectMoves(ada.lobby.preview, 'the camera comes on again');
  });

  test('offers camera, microphone and speaker, and uses the one that is chosen', async ({
    participant,
    room,
  }) => {
    const { lobby, page, call } = await participant('Ada');
    await lobby.open(room);
    await expectMoves(lobby.preview, 'the own picture moves');
    await lobby.devices.click();
    const dialog = call.dialog('Devices');
    await expect(dialog.getByRole('combobox', { name: 'Microphone' })).toBeVisible();
    await expect(dialog.getByRole('combobox', { name: 'Speaker' })).toBeVisible();
    const cameras = dialog.getByRole('combobox', { name: 'Camera' });
    await cameras.selectOption('fake_device_2');
    const usedCamera = async () =>
      (await readCapturing(page)).filter(({ kind }) => kind === 'video').map(({ label }) => label);
    await expect.poll(usedCamera).toEqual(['fake_device_2']);
    await expectMoves(lobby.preview, 'the picture of the other camera moves');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(lobby.devices).toBeFocused();

    await page.reload();
    await expectMoves(lobby.preview, 'the own picture moves');
    await expect.poll(usedCamera, { message: 'the choice is remembered' }).toEqual(['fake_device_2']);
  });

  test('wants a name, and remembers it', async ({ participant, room }) => {
    const ada = await participant('Ada');
    const { lobby, page } = ada;
    await lobby.open(room);
    for (const nothing of ['', '   ']) {
      await lobby.join(nothing);
      await expect(page.getByRole('alert')).toHaveText(
        'Write your name, so that the others know who is there.',
      );
      await expect(lobby.name).toBeFocused();
    }
    await lobby.name.fill('Ada');
    await expect(page.getByRole('alert')).toBeHidden();
    await lobby.name.press('Enter');
    await ada.call.ready();

    await lobby.open('another-room');
    await expect(lobby.name).toHaveValue('Ada');
    await lobby.joinButton.click();
    await ada.call.ready();
    await expect(ada.call.tile('Ada (you)')).toBeVisible();
  });

  test('takes a name of 60 signs, and not one more', async ({ participants, room }) => {
    const longest = 'Ada Lovelace '.repeat(5).slice(0, 60).trim().padEnd(60, 'x');
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter(room);
    await ada.lobby.open(room);
    await ada.lobby.name.pressSequentially(`${longest}yz`);
    await expect(ada.lobby.name).toHaveValue(longest);
    await ada.lobby.joinButton.click();
    await expect(ben.call.tile(longest)).toBeVisible();
  });

  test('a name that is markup stays text', async ({ participants, room }) => {
    const name = '<img src=x onerror=alert(1)>';
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter(room);
    await ada.page.goto(`/${room}`);
    await ada.lobby.join(name);
    await expect(ben.call.tile(name)).toContainText(name);
    await expect(ben.page.getByRole('img', { name: 'x' })).toHaveCount(0);
    await expect(ben.page.locator('img')).toHaveCount(0);
  });
});
