import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

test.describe('a link that enters without the form', () => {
  test('?name=Ada&join leads straight into the call', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    for (const person of [ada, ben]) {
      await person.page.goto(`/${room}?name=${person.name}&join`);
      await person.call.ready();
      await expect(person.lobby.joinButton).toBeHidden();
    }
    await expectEveryoneSeesEveryone([ada, ben]);
  });

  test('the room in the link is normalised and the rest of it kept', async ({ participants }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter('Tea_TIME');
    await expect(ada.page).toHaveURL(/\/tea-time\?name=Ada&join/);
    await ben.enter('tea-time');
    await expectEveryoneSeesEveryone([ada, ben]);
  });

  test('without a name it asks for one, with a remembered one it does not', async ({ participant, room }) => {
    const { lobby, page, call } = await participant('Ada');
    await page.goto(`/${room}?join`);
    await expect(lobby.name).toHaveValue('');
    await lobby.join('Ada');
    await call.ready();
    await page.goto(`/another-room?join`);
    await call.ready();
    await expect(call.tile('Ada (you)')).toBeVisible();
  });

  test('?name=Ada without join fills in the form', async ({ participant, room }) => {
    const { lobby, page, call } = await participant('Ada');
    await page.goto(`/${room}?name=Ada%20Lovelace`);
    await expect(lobby.name).toHaveValue('Ada Lovelace');
    await lobby.joinButton.click();
    await call.ready();
    await expect(call.tile('Ada Lovelace (you)')).toBeVisible();
  });

  test('a name that is too long stays in the lobby, which says so', async ({ participant, room }) => {
    const { lobby, page, call } = await participant('Ada');
    await page.goto(`/${room}?name=${'x'.repeat(61)}&join`);
    await lobby.joinButton.click();
    await expect(page.getByRole('alert')).toHaveText(
      'A name has at most 60 characters. Write a shorter one.',
    );
    await lobby.join('Ada');
    await call.ready();
  });

  test('nothing stands in its way when camera and microphone are blocked', async ({ participant, room }) => {
    const ada = await participant('Ada', { capture: 'denied' });
    await ada.enter(room);
    await expect(ada.call.microphone).toHaveAccessibleName('Unmute microphone');
    await expect(ada.call.microphone).toHaveAccessibleDescription('Your microphone is blocked');
  });
});
