import { expect, test } from '../fixtures/participants.ts';

const UUID = /^\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.describe('home', () => {
  test('New meeting makes a room nobody can guess, a new one each time', async ({ participant }) => {
    const { home, lobby, page } = await participant('Ada');
    await home.open();
    await home.newMeeting.click();
    await lobby.joinButton.waitFor();
    const first = new URL(page.url()).pathname;
    expect(first).toMatch(UUID);

    await page.goBack();
    await home.newMeeting.click();
    await lobby.joinButton.waitFor();
    const second = new URL(page.url()).pathname;
    expect(second).toMatch(UUID);
    expect(second).not.toBe(first);
  });

  test('a room name, tidied, and a pasted link lead to the room', async ({ participant }) => {
    const { home, lobby, page } = await participant('Ada');
    const ways = [
      ['Blue Table', '/blue-table'],
      ['  tea__TIME ', '/tea-time'],
      ['http://localhost:3000/Blue_Table', '/blue-table'],
      ['https://meet.example/tea-time?name=Ben&join#x', '/tea-time'],
      ['meet.example/tea-time/', '/tea-time'],
    ] as const;
    await home.open();
    for (const [typed, path] of ways) {
      await home.goTo(typed);
      await lobby.joinButton.waitFor();
      expect(new URL(page.url()).pathname, typed).toBe(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Join ${path.slice(1)}`);
      await expect(page).toHaveTitle(`${path.slice(1)} · Parley`);
      await page.goBack();
      await home.newMeeting.waitFor();
    }
  });

  test('a name that cannot be a room is refused in words, and the field keeps the focus', async ({
    participant,
  }) => {
    const { home, page } = await participant('Ada');
    await home.open();
    const refusals = [
      ['', 'Type the name of a room, or paste its link.'],
      ['ab', 'A room name has 3 to 64 characters.'],
      ['a'.repeat(65), 'A room name has 3 to 64 characters.'],
      ['blue.table', 'A room name has only the letters a to z, digits and hyphens.'],
      ['healthz', 'Parley uses this name itself. Choose another one.'],
      ['https://meet.example/', 'This link leads to no room. Paste the whole link of the meeting.'],
    ] as const;
    for (const [typed, words] of refusals) {
      await home.goTo(typed);
      await expect(page.getByRole('alert')).toHaveText(words);
      await expect(home.room).toBeFocused();
      await expect(home.room).toHaveAccessibleDescription(words);
      expect(new URL(page.url()).pathname).toBe('/');
    }
    await home.room.fill('b');
    await expect(page.getByRole('alert')).toBeEmpty();
  });

  test('rooms somebody was in stay on this device, lead back, and can be forgotten', async ({
    participant,
  }) => {
    const ada = await participant('Ada');
    const { home, page } = ada;
    const recent = page.getByRole('region', { name: 'Recent rooms' });
    await home.open();
    await expect(recent).toBeHidden();
    for (const room of ['blue-table', 'tea-time', 'green-room']) await ada.enter(room);

    await home.open();
    await expect(recent.getByRole('link')).toHaveText([/green-room/, /tea-time/, /blue-table/]);
    await recent.getByRole('link', { name: 'tea-time' }).click();
    await ada.lobby.joinButton.waitFor();
    expect(new URL(page.url()).pathname).toBe('/tea-time');

    await home.open();
    await recent.getByRole('button', { name: 'Forget tea-time' }).click();
    await expect(recent.getByRole('link')).toHaveText([/green-room/, /blue-table/]);
    await expect(recent.getByRole('button', { name: 'Forget blue-table' })).toBeFocused();

    const question = page.getByRole('dialog', { name: 'Forget all recent rooms?' });
    await recent.getByRole('button', { name: 'Forget all' }).click();
    await question.getByRole('button', { name: 'Keep them' }).click();
    await expect(recent.getByRole('link')).toHaveCount(2);
    await recent.getByRole('button', { name: 'Forget all' }).click();
    await question.getByRole('button', { name: 'Forget all' }).click();
    await expect(recent).toBeHidden();
    await page.reload();
    await home.newMeeting.waitFor();
    await expect(recent).toBeHidden();
  });

  test('speaks the language of the browser, and the one chosen by hand from then on', async ({
    participant,
  }) => {
    const { home, page } = await participant('Ada');
    const language = page.getByRole('combobox', { name: 'Language' });
    await home.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await language.selectOption('Deutsch');
    await expect(page.getByRole('button', { name: 'Neues Treffen' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.reload();
    await page.getByRole('button', { name: 'Neues Treffen' }).click();
    await expect(page.getByRole('textbox', { name: 'Dein Name' })).toBeVisible();

    const dora = await participant('Dora', { context: { locale: 'de-AT' } });
    await dora.page.goto('/');
    await expect(dora.page.getByRole('button', { name: 'Neues Treffen' })).toBeVisible();
    const tom = await participant('Tom', { context: { locale: 'ja-JP' } });
    await tom.home.open();
  });

  test('the shortcut of the installed app goes straight to a new room', async ({ participant }) => {
    const { home, lobby, page } = await participant('Ada');
    await home.open();
    await page.goto('/?new');
    await lobby.joinButton.waitFor();
    expect(new URL(page.url()).pathname).toMatch(UUID);
    expect(new URL(page.url()).search).toBe('');
  });
});
