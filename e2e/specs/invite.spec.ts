import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { scan } from '../fixtures/qr.ts';

const QR = 'QR code with the link to this room';

test.describe('invite', () => {
  test('who is alone has the link, large, to copy and to scan; it brings the next one in', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    const { page } = ada;
    const words = page.getByRole('heading', { name: 'You are the first here. Send the link.' });
    await expect(words).toBeVisible();
    const link = new URL(`/${room}`, page.url()).href;
    await expect(page.getByRole('textbox', { name: 'Meeting link' })).toHaveValue(link);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(await scan(page.getByRole('img', { name: QR }))).toBe(link);

    await ben.page.goto(link);
    await ben.lobby.join('Ben');
    await expectEveryoneSeesEveryone([ada, ben]);
    await expect(words, 'nobody is alone any more').toBeHidden();
  });

  test('during the call the menu and the list of people have it', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    const link = new URL(`/${room}`, ada.page.url()).href;
    await expect(ada.call.tile('Ben')).toBeVisible();

    await ada.call.choose('Invite');
    const dialog = ada.call.dialog('Invite');
    await expect(dialog.getByRole('textbox', { name: 'Meeting link' })).toHaveValue(link);
    await dialog.getByText('QR code', { exact: true }).click();
    expect(await scan(dialog.getByRole('img', { name: QR }))).toBe(link);
    await ada.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    await ada.call.people.click();
    const people = ada.page.getByRole('region', { name: 'People' });
    await expect(people.getByRole('textbox', { name: 'Meeting link' })).toHaveValue(link);
  });

  test("the system's share sheet gets the link where there is one", async ({ participant, room }) => {
    const ada = await participant('Ada');
    await ada.page.addInitScript(() => {
      navigator.share = (data) => {
        document.documentElement.dataset['shared'] = data?.url ?? '';
        return Promise.resolve();
      };
    });
    await ada.enter(room);
    await ada.page.getByRole('button', { name: /^Share link/ }).click();
    await expect(ada.page.locator('html')).toHaveAttribute(
      'data-shared',
      new URL(`/${room}`, ada.page.url()).href,
    );
  });
});
