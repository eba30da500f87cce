import { tabTo } from '../fixtures/keyboard.ts';
import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

test.describe('with a keyboard alone', () => {
  test('from the first page through lobby, call and chat to the end', async ({ participants }) => {
    const [ben, ada] = await participants(['Ben', 'Ada']);
    await ben.enter('blue-table');
    const { page, home, lobby, call } = ada;
    const { keyboard } = page;

    await home.open();
    await tabTo(page, home.newMeeting);
    await tabTo(page, home.room);
    await keyboard.type('Blue Table');
    await tabTo(page, page.getByRole('button', { name: 'Open', exact: true }));
    await keyboard.press('Enter');

    await lobby.joinButton.waitFor();
    await tabTo(page, lobby.camera);
    await keyboard.press('Space');
    await expect(lobby.camera).toHaveAccessibleName('Turn camera on');
    await expect(lobby.camera).toBeFocused();
    await keyboard.press('Enter');
    await expect(lobby.camera).toHaveAccessibleName('Turn camera off');
    await tabTo(page, lobby.devices);
    await keyboard.press('Enter');
    const dialog = call.dialog('Devices');
    await tabTo(page, dialog.getByRole('combobox', { name: 'Camera' }));
    await keyboard.press('Escape');
    await expect(lobby.devices).toBeFocused();
    await tabTo(page, lobby.name);
    await keyboard.type('Ada');
    await tabTo(page, lobby.joinButton);
    await keyboard.press('Enter');

    await call.ready();
    await expectVideoAdvances(ada, 'Ben');
    await tabTo(page, call.microphone);
    await keyboard.press('Space');
    await expect(ben.call.tile('Ada')).toContainText('Muted');
    await tabTo(page, call.chatButton);
    await keyboard.press('Enter');
    await expect(call.chat.message).toBeFocused();
    await keyboard.type('Hello');
    await keyboard.press('Enter');
    await expect((await ben.call.openChat()).line('Hello')).toBeVisible();
    await keyboard.press('Escape');
    await expect(call.chat.message).toBeHidden();
    await expect(call.chatButton, 'the focus comes back to where it was').toBeFocused();

    await tabTo(page, call.more);
    await keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Invite' })).toBeFocused();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    // Until the menu has gone, Escape is the menu's.
    await expect(page.getByRole('menu')).toBeHidden();
    await keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await tabTo(page, call.leaveButton);
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'You left' })).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: 'Home' }));
    await keyboard.press('Enter');
    await home.newMeeting.waitFor();
  });
});
