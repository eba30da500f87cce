import { expectWithin, pressToSight, seenAt } from '../fixtures/latency.ts';
import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import type { Participant } from '../fixtures/participant.ts';
import { expect, test } from '../fixtures/participants.ts';
import { NOTHING_OPEN } from '../fixtures/visits.ts';

const LIMIT_MS = 500;

/** Milliseconds until `who`, whose tab is closed, is gone from the screens of all `others`. */
async function closeTab(who: Participant, others: readonly Participant[]): Promise<number> {
  for (const other of others) await expect(other.call.tile(who.name)).toBeVisible();
  const gone = others.map(({ page }) => seenAt(page, { tile: who.name, there: false }));
  const start = Date.now();
  await who.page.close();
  return Math.max(...(await Promise.all(gone))) - start;
}

/** What each of the others waits for. */
const goneFor = (who: Participant) => ({ tile: who.name, there: false });

async function expectNothingOpen(person: Participant): Promise<void> {
  await expect.poll(() => person.counts(), { message: `${person.name} holds nothing` }).toEqual(NOTHING_OPEN);
}

test.describe('leaving', () => {
  test('a closed tab is gone everywhere within 0.5 s, whoever joined first', async ({
    participants,
    room,
  }) => {
    const first: number[] = [];
    const last: number[] = [];
    let here: Participant[] = [];
    for (const newcomers of [
      ['Ada', 'Ben', 'Cleo', 'Dan'],
      ['Eve', 'Finn'],
      ['Gus', 'Hedy'],
    ] as const) {
      // Without pictures: four of them keep two cores too busy to measure anything else.
      for (const person of await participants(newcomers, { cameraOff: true })) {
        await person.enter(room);
        here.push(person);
      }
      for (const person of here) {
        await expect.poll(async () => (await person.counts()).connections).toBe(here.length - 1);
      }
      const [oldest, ...others] = here;
      const newest = others.pop();
      if (oldest === undefined || newest === undefined) throw new Error('Nobody is here.');
      first.push(await closeTab(oldest, [...others, newest]));
      last.push(await closeTab(newest, others));
      here = others;
      for (const other of here) {
        await expect(other.call.notice(`${newest.name} left.`)).toBeVisible();
        await expect.poll(async () => (await other.counts()).connections).toBe(here.length - 1);
      }
    }
    expectWithin(LIMIT_MS, 'closed tab, joined first of 4', first);
    expectWithin(LIMIT_MS, 'closed tab, joined last of 3', last);
  });

  test('Leave closes everything, the others see it at once, and there is a way back', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.join(room);
    await ben.join(room);
    await expectEveryoneSeesEveryone([ada, ben]);
    await ada.call.shareScreen.click();
    await expect(ben.call.tile("Ada's screen")).toBeVisible();
    expect(await ada.counts()).toMatchObject({ connections: 1, tracks: { audio: 1, video: 2 } });

    const left = await pressToSight(ada, () => ada.call.leave(), [ben], goneFor(ada));
    expectWithin(LIMIT_MS, 'Leave button', [left]);
    await expect(ada.page.getByRole('heading', { name: 'You left' })).toBeFocused();
    await expectNothingOpen(ada);
    await expect(ben.call.notice('Ada left.')).toBeVisible();
    await expect.poll(async () => (await ben.counts()).connections).toBe(0);

    await ada.page.getByRole('button', { name: 'Join again' }).click();
    await expect(ada.lobby.name).toHaveValue('Ada');
    await ada.lobby.joinButton.click();
    await expectEveryoneSeesEveryone([ada, ben]);
    await expect(ben.call.tile('Ada')).toHaveCount(1);

    await ada.call.leave();
    await ada.page.getByRole('button', { name: 'Home' }).click();
    await ada.home.newMeeting.waitFor();
    await expectNothingOpen(ada);
  });

  test('going back leaves, and going forward is the lobby again', async ({ participants }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter('blue-table');
    await ada.home.open();
    await ada.home.goTo('blue-table');
    await ada.lobby.join('Ada');
    await expectEveryoneSeesEveryone([ada, ben]);

    const goBack = () => ada.page.goBack();
    expectWithin(LIMIT_MS, 'back button', [await pressToSight(ada, goBack, [ben], goneFor(ada))]);
    await ada.home.newMeeting.waitFor();
    await expectNothingOpen(ada);
    await ada.page.goForward();
    await ada.lobby.joinButton.waitFor();
  });

  test('another room leaves the first, within the app or loaded anew', async ({ participants }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    const { page, home, lobby } = ada;
    await ben.enter('blue-table');
    await lobby.open('tea-time');
    await page.getByRole('button', { name: 'Start page' }).click();
    await home.goTo('blue-table');
    await lobby.join('Ada');
    await expectEveryoneSeesEveryone([ada, ben]);

    const skipBack = () => page.evaluate(() => history.go(-2));
    expectWithin(LIMIT_MS, 'to another room within the app', [
      await pressToSight(ada, skipBack, [ben], goneFor(ada)),
    ]);
    await expect(page).toHaveURL(/\/tea-time$/);
    await lobby.joinButton.waitFor();
    await expect.poll(async () => (await ada.counts()).connections).toBe(0);

    await ada.enter('blue-table');
    await expectEveryoneSeesEveryone([ada, ben]);
    await page.goto('/tea-time');
    await expect(ben.call.tile('Ada')).toBeHidden();
    await lobby.joinButton.waitFor();
  });

  test('a reload is one leaving and one coming', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectEveryoneSeesEveryone([ada, ben]);
    await ada.page.reload();
    await expectEveryoneSeesEveryone([ada, ben]);
    await expect(ben.call.tile('Ada')).toHaveCount(1);
    await expect.poll(async () => (await ben.counts()).connections).toBe(1);
  });

  test('who closes the lobby lets go of camera and socket', async ({ participant, room }) => {
    const ada = await participant('Ada');
    await ada.home.open();
    await ada.home.goTo(room);
    await expect.poll(async () => (await ada.counts()).tracks.video).toBe(1);
    await ada.page.getByRole('button', { name: 'Start page' }).click();
    await ada.home.newMeeting.waitFor();
    await expectNothingOpen(ada);
  });
});
