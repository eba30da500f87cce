import { expect, test } from '../fixtures/participants.ts';

// What only shows when styles of several files meet: a picture of it would be right and say nothing about why.

test.describe('how it looks', () => {
  test('messages have no numbers, and reach the edge of the panel', async ({ participant, room }) => {
    const ada = await participant('Ada', { cameraOff: true });
    await ada.enter(room);
    const chat = await ada.call.openChat();
    await chat.send('Hello');
    const line = chat.log.getByRole('listitem').first();
    await expect(line).toHaveCSS('list-style-type', 'none');
    const [outer, inner] = await Promise.all([chat.log.boundingBox(), line.boundingBox()]);
    expect((inner?.x ?? 0) - (outer?.x ?? 0), 'only the inset of the panel').toBeLessThanOrEqual(16);
  });

  test('a lit button stays lit under the pointer, and Leave stays red', async ({ participant, room }) => {
    const ada = await participant('Ada', { cameraOff: true });
    await ada.enter(room);
    const { chatButton, leaveButton } = ada.call;
    await chatButton.click();
    await chatButton.hover();
    await expect(chatButton.locator('.disc')).toHaveCSS('background-color', 'rgb(255, 183, 87)');
    await leaveButton.hover();
    await expect(leaveButton.locator('.disc')).toHaveCSS('background-color', 'rgb(169, 37, 34)');
  });

  test('a link that names no room stands in the middle of every screen', async ({ participant }) => {
    const { page } = await participant('Ada');
    await page.goto('/ab');
    const card = page.getByRole('main');
    await card.waitFor();
    for (const [width, height] of [
      [360, 800],
      [820, 1180],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      const box = await card.boundingBox();
      expect(box, `at ${width}x${height}`).not.toBeNull();
      const { x = 0, y = 0, width: wide = 0, height: high = 0 } = box ?? {};
      expect(Math.abs(x + wide / 2 - width / 2), `across ${width}x${height}`).toBeLessThan(2);
      expect(Math.abs(y + high / 2 - height / 2), `down ${width}x${height}`).toBeLessThan(2);
    }
  });

  test('a room that is full says so in lines as long as the card', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService({ ROOM_CAPACITY: '2' });
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { service, cameraOff: true });
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await cleo.page.goto(`/${room}?name=Cleo&join`);
    const words = cleo.page.getByRole('alert');
    await expect(words).toContainText('This room is full.');
    const [box, panel] = await Promise.all([
      words.boundingBox(),
      cleo.lobby.name.locator('..').boundingBox(),
    ]);
    expect(box?.width ?? 0).toBeGreaterThan((panel?.width ?? 0) * 0.8);
  });

  test('the arrow of a choice keeps away from its edge', async ({ participant, room }) => {
    const ada = await participant('Ada', { cameraOff: true });
    await ada.enter(room);
    await ada.call.choose('Devices');
    const select = ada.call.dialog('Devices').getByRole('combobox', { name: 'Microphone' });
    const arrow = select.locator('xpath=following-sibling::*');
    const [outer, inner] = await Promise.all([select.boundingBox(), arrow.boundingBox()]);
    const right = (box: typeof outer) => (box === null ? Number.NaN : box.x + box.width);
    expect(right(outer) - right(inner)).toBeGreaterThanOrEqual(8);
  });

  test('alone on a phone the link keeps away from the edges', async ({ participant, room }) => {
    const viewport = { width: 360, height: 800 };
    const ada = await participant('Ada', { cameraOff: true, context: { viewport } });
    await ada.enter(room);
    for (const part of [
      ada.page.getByRole('textbox', { name: 'Meeting link' }),
      ada.page.getByRole('button', { name: 'Copy link' }),
    ]) {
      await expect(part).toBeVisible();
      const box = await part.boundingBox();
      expect(box?.x ?? 0).toBeGreaterThanOrEqual(20);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width - 20);
    }
  });
});
