import { CUT } from '../fixtures/cut.ts';
import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

test.describe('when something is in the way', () => {
  test('a full room says so, and lets in as soon as somebody leaves', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService({ ROOM_CAPACITY: '2' });
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { service });
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await cleo.lobby.open(room);
    await cleo.lobby.join('Cleo');
    const full = cleo.page.getByRole('alert');
    await expect(full).toContainText('This room is full.');
    await expect(full).toContainText('Wait until somebody leaves and join again');
    await expect(cleo.page.getByRole('button', { name: 'Start page' }).last()).toBeVisible();
    await expect(ada.call.tile('Cleo')).toBeHidden();

    await ben.call.leave();
    await expect(ada.call.tile('Ben')).toBeHidden();
    await cleo.lobby.joinButton.click();
    await expectEveryoneSeesEveryone([ada, cleo]);
  });

  test('a full room leads to the start page', async ({ participants, startService, room }) => {
    const service = await startService({ ROOM_CAPACITY: '2' });
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { service });
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await cleo.page.goto(`/${room}?name=Cleo&join`);
    await expect(cleo.page.getByRole('alert')).toContainText('This room is full.');
    await cleo.page.getByRole('button', { name: 'Start page' }).last().click();
    await cleo.home.newMeeting.waitFor();
  });

  test('a link that names no room says so and leads on', async ({ participant }) => {
    const { page, home } = await participant('Ada');
    for (const path of ['/ab', '/tea%20%2B%20cake', `/${'a'.repeat(65)}`, '/screenshots']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'This link does not name a room' })).toBeVisible();
      await expect(page.getByText('A room name has 3 to 64 letters, digits or hyphens.')).toBeVisible();
    }
    await page.getByRole('link', { name: 'Go to the start page' }).click();
    await home.newMeeting.waitFor();
  });

  test('an unreachable service is told in words, and joining goes on by itself when it is back', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService();
    const [ada, ben] = await participants(['Ada', 'Ben'], { service });
    for (const person of [ada, ben]) person.watch.allowErrors(...CUT);
    await ada.lobby.open(room);
    await ben.lobby.open(room);
    await expect.poll(async () => (await ada.counts()).sockets, { message: 'socket and PeerServer' }).toBe(2);
    for (const person of [ada, ben]) await person.page.waitForLoadState('networkidle');
    await service.stop();
    await ada.lobby.join('Ada');
    const words = ada.page.getByRole('alert');
    await expect(words).toContainText('Parley cannot be reached.');
    await expect(words).toContainText('It keeps trying and takes you in as soon as it can.');
    await expect(ada.lobby.joinButton, 'the form is there').toBeVisible();

    await service.start();
    await ada.call.ready();
    await ben.lobby.join('Ben');
    await expectEveryoneSeesEveryone([ada, ben]);
  });
});
