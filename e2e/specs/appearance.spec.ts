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
});
