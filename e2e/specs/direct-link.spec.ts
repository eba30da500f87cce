import type { Page } from '@playwright/test';
import {
  expectEveryoneSeesEveryone,
  expectInitials,
  expectRemoteAudio,
  expectSilence,
  expectVideoAdvances,
} from '../fixtures/media.ts';
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
    for (const link of ['/another-room?join', '/another-room?name=&join']) {
      await page.goto(link);
      await call.ready();
    }
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

  test('?muted&camera=off asks for no device, and both can be switched on later', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter(room);
    const asked = await countRequests(ada.page);
    await ada.page.goto(`/${room}?name=Ada&join&muted&camera=off`);
    await ada.call.ready();
    await expect(ada.call.microphone).toHaveAccessibleName('Unmute microphone');
    await expect(ada.call.camera).toHaveAccessibleName('Turn camera on');
    await expectInitials(ben, 'Ada');
    await expect(ben.call.tile('Ada').getByText('Muted')).toBeVisible();
    await expectSilence(ben);
    expect(await asked()).toEqual([]);
    expect((await ada.counts()).tracks).toEqual({ audio: 0, video: 0 });
    await ada.call.microphone.click();
    await expectRemoteAudio(ben, 1);
    expect(await asked()).toEqual(['audio']);
  });

  test('?muted keeps the picture, and changes nothing for the next call', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ben.enter(room);
    const asked = await countRequests(ada.page);
    await ada.page.goto(`/${room}?name=Ada&join&muted`);
    await ada.call.ready();
    await expectVideoAdvances(ben, 'Ada');
    await expect(ada.call.microphone).toHaveAccessibleName('Unmute microphone');
    expect(await asked()).toEqual(['video']);
    await ada.enter('another-room');
    await expect(ada.call.microphone).toHaveAccessibleName('Mute microphone');
  });
});

/** What this page asks of its devices from its first line on. */
async function countRequests(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const asked: string[] = [];
    Reflect.set(window, 'askedForDevices', asked);
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) => {
      for (const kind of ['audio', 'video'] as const) if (wanted?.[kind]) asked.push(kind);
      return ask(wanted);
    };
  });
  return () => page.evaluate(() => [...(Reflect.get(window, 'askedForDevices') as string[])]);
}
