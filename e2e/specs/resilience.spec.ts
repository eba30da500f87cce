import type { Page } from '@playwright/test';
import { CUT } from '../fixtures/cut.ts';
import { expectEveryoneSeesEveryone, expectMoves, expectVideoAdvances } from '../fixtures/media.ts';
import { Participant } from '../fixtures/participant.ts';
import { expect, test } from '../fixtures/participants.ts';
import { installProbe } from '../fixtures/probe.ts';
import { expectUntouched, snapshot } from '../fixtures/untouched.ts';
import { NOTHING_OPEN, comeAndGo } from '../fixtures/visits.ts';

const hint = (page: Page) => page.getByText('The connection to the server is interrupted. Your call goes on');

/** The same person at the same browser, in one more tab. */
async function anotherTab(person: Participant): Promise<Participant> {
  const page = await person.context.newPage();
  await installProbe(page);
  return new Participant(person.name, page, person.watch);
}

test.describe('the service', () => {
  test('is killed and forgets everything: no connection and no tile changes, and newcomers come in after', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService();
    const [ada, ben] = await participants(['Ada', 'Ben'], { service });
    const [cleo] = await participants(['Cleo'], { service, cameraOff: true });
    for (const { watch } of [ada, ben, cleo]) watch.allowErrors(...CUT);
    await Promise.all([ada.enter(room), ben.enter(room), cleo.lobby.open(room)]);
    await expectEveryoneSeesEveryone([ada, ben]);
    await Promise.all([ada, ben, cleo].map(({ page }) => page.waitForLoadState('networkidle')));
    const before = [await snapshot(ada), await snapshot(ben)] as const;

    await service.kill();
    await expect(hint(ada.page)).toBeVisible();
    await expect(ada.page.getByRole('dialog')).toHaveCount(0);
    await ada.call.microphone.click();
    await expect(ben.call.tile('Ada'), 'the state travels without the service').toContainText('Muted');
    const chat = await ada.call.openChat();
    await chat.send('still here');
    await expect((await ben.call.openChat()).line('still here')).toBeVisible();

    await service.start();
    for (const { page } of [ada, ben]) await expect(hint(page)).toBeHidden({ timeout: 5_000 });
    await expectEveryoneSeesEveryone([ada, ben]);
    await expectUntouched(before[0], ['Ben']);
    await expectUntouched(before[1], ['Ada']);

    await cleo.lobby.join('Cleo');
    await Promise.all([expectVideoAdvances(cleo, 'Ada'), expectVideoAdvances(cleo, 'Ben')]);
    for (const { call } of [ada, ben]) await expect(call.tile('Cleo')).toHaveCount(1);
    await expect((await cleo.call.openChat()).line('still here')).toBeVisible();
  });

  test('falls silent without a word: a page that wakes up notices at once', async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService();
    const everyone = await participants(['Ada', 'Ben'], { service, cameraOff: true });
    const [ada, ben] = everyone;
    for (const { watch } of everyone) watch.allowErrors(...CUT);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expect.poll(async () => (await ada.counts()).connections).toBe(1);
    const before = await snapshot(ada);

    service.freeze();
    await ada.page.evaluate(() => window.dispatchEvent(new Event('online')));
    // 2.5 s for an answer, 3 s until it is worth a word: the next missed ping alone would take up to 13 s.
    await expect(hint(ada.page)).toBeVisible({ timeout: 8_000 });
    service.thaw();
    await expect(hint(ada.page)).toBeHidden({ timeout: 5_000 });
    await expectUntouched(before, ['Ben']);
    await ada.call.leave();
    await expect(ben.call.tile('Ada'), 'signaling is whole again').toHaveCount(0);
  });
});

test.describe('one person, two tabs', () => {
  test('the tab that joined last has the call, the other says so and can take it back', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben'], { cameraOff: true });
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expect(ben.call.tile('Ada')).toHaveCount(1);
    const again = await anotherTab(ada);
    await again.lobby.open(room);
    await expect(ada.call.leaveButton, 'a lobby takes nothing').toBeVisible();
    await again.lobby.join('Ada');
    const elsewhere = (page: Page) => page.getByRole('heading', { name: 'This call goes on in another tab' });
    await expect(elsewhere(ada.page)).toBeFocused({ timeout: 2_000 });
    await again.call.ready();
    await expect.poll(() => ada.counts()).toEqual(NOTHING_OPEN);
    await expect(ben.call.tile('Ada')).toHaveCount(1);
    await expect.poll(async () => (await ben.counts()).connections).toBe(1);

    await ada.page.getByRole('button', { name: 'Take it back here' }).click();
    await ada.call.ready();
    await expect(elsewhere(again.page)).toBeVisible({ timeout: 2_000 });
    await expect(ben.call.tile('Ada')).toHaveCount(1);
    await expect.poll(async () => (await ben.counts()).connections).toBe(1);
  });
});

test('a tab that finds the room full takes the call from no other', async ({
  participants,
  startService,
  room,
}) => {
  const service = await startService({ ROOM_CAPACITY: '2' });
  const [ada, ben] = await participants(['Ada', 'Ben'], { service, cameraOff: true });
  await Promise.all([ada.enter(room), ben.enter(room)]);
  await expect.poll(async () => (await ben.counts()).connections).toBe(1);
  const again = await anotherTab(ada);
  await again.page.goto(`${service.url}/${room}?name=Ada&join`);
  await expect(again.page.getByRole('alert')).toContainText('This room is full.');
  await expect(ada.call.leaveButton).toBeVisible();
  await expect(ben.call.tile('Ada')).toHaveCount(1);
  expect((await ben.counts()).connections).toBe(1);
});

test.describe('a page', () => {
  test('that was frozen goes on where it was, and has missed no message', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectEveryoneSeesEveryone([ada, ben]);
    const before = await snapshot(ben);
    const session = await ada.context.newCDPSession(ada.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    const chat = await ben.call.openChat();
    await chat.send('are you there?');
    await expect(chat.line('are you there?')).toBeVisible();
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await expect((await ada.call.openChat()).line('are you there?')).toBeVisible();
    await expectEveryoneSeesEveryone([ada, ben]);
    await expectUntouched(before, ['Ada']);
  });

  test('that the browser kept and shows again is never a dead call', async ({ participant, room }) => {
    const ada = await participant('Ada', { cameraOff: true });
    // Playwright turns the cache itself off; these are the events it would fire.
    const keepAndShow = () =>
      ada.page.evaluate(() => {
        for (const type of ['pagehide', 'pageshow']) {
          window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
        }
      });
    await ada.lobby.open(room);
    await expect.poll(async () => (await ada.counts()).tracks.audio).toBe(1);
    await keepAndShow();
    await ada.lobby.join('Ada');
    await ada.call.ready();
    await keepAndShow();
    await expect(ada.page.getByRole('heading', { name: 'You left' })).toBeVisible();
    await expect.poll(() => ada.counts()).toEqual(NOTHING_OPEN);
    await ada.page.getByRole('button', { name: 'Join again' }).click();
    await ada.lobby.joinButton.click();
    await ada.call.ready();
  });

  test('that may not play sound asks for one tap', async ({ participants, room }) => {
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { cameraOff: true });
    await ada.page.addInitScript(() => {
      const play = HTMLMediaElement.prototype.play;
      // The Join button was pressed too long ago, however fast the others are there.
      let tapped = false;
      const note = ({ target }: Event) =>
        (tapped ||=
          target instanceof Element && target.closest('button')?.textContent.trim() === 'Tap to hear');
      addEventListener('click', note, true);
      HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
        this.autoplay = false;
        const allowed = this.muted || tapped;
        return allowed ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    });
    await Promise.all([ben.enter(room), cleo.enter(room)]);
    await ada.enter(room);
    await expect.poll(async () => (await ada.counts()).connections).toBe(2);
    const silent = () =>
      ada.page.evaluate(() => [...document.querySelectorAll('audio')].filter(({ paused }) => paused).length);
    const hear = ada.page.getByRole('button', { name: 'Tap to hear' });
    await expect(hear).toHaveCount(1);
    await expect.poll(silent).toBe(2);
    await hear.click();
    await expect.poll(silent).toBe(0);
    await expect(hear).toHaveCount(0);
  });
});

test('a camera that another program takes for good is off with a word, and the others see it', async ({
  participants,
  room,
}) => {
  const [ada, ben] = await participants(['Ada', 'Ben']);
  await Promise.all([ada.enter(room), ben.enter(room)]);
  await expectVideoAdvances(ben, 'Ada');
  await ada.page.evaluate(() => {
    const devices = navigator.mediaDevices;
    devices.getUserMedia = () => Promise.reject(new DOMException('Could not start', 'NotReadableError'));
    const [camera] = [...document.querySelectorAll('video')].flatMap(({ srcObject }) =>
      srcObject instanceof MediaStream
        ? srcObject.getVideoTracks().filter(({ label }) => label.startsWith('fake'))
        : [],
    );
    window.parleyProbe.end(camera?.label ?? '');
  });
  await expect(ada.call.notice('Your camera was disconnected.')).toBeVisible({ timeout: 2_000 });
  await expect(ada.call.camera).toHaveAccessibleName('Turn camera on');
  await expect(ben.call.tile('Ada')).toContainText('Camera off', { timeout: 2_000 });

  // The other program lets go of it, and the person comes back.
  await ada.page.evaluate(() => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expectMoves(ben.call.video('Ada'), 'Ben sees Ada again');
});

test('ten visits in one page leave nothing open', async ({ participants, room }) => {
  const [ben, ada] = await participants(['Ben', 'Ada'], { cameraOff: true });
  await ben.enter(room);
  await ada.enter(room);
  await ada.call.leave();
  await comeAndGo(ada, 10);
  await expect.poll(() => ada.counts()).toEqual(NOTHING_OPEN);
  await expect.poll(async () => (await ben.counts()).connections).toBe(0);
});
