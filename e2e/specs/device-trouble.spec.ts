import type { Capture } from '../fixtures/capture.ts';
import { expectInitials, expectMoves, expectRemoteAudio, expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

const TRY = 'Try again';

/** Neither localhost nor https: what a browser calls no secure context. */
const PLAIN_HOST = 'parley.test';

/** What the lobby says, and the button that asks once more. */
const TROUBLES: readonly { capture: Capture; says: readonly string[]; again: string }[] = [
  {
    capture: 'denied',
    says: [
      'Camera and microphone are blocked',
      'Click the symbol to the left of the address, allow camera and microphone, then try again.',
      'You can join to watch and listen.',
    ],
    again: TRY,
  },
  {
    capture: 'dismissed',
    says: [
      'Camera and microphone wait for your OK',
      "Your browser's question was closed. Ask again and choose Allow.",
    ],
    again: 'Ask again',
  },
  {
    capture: 'in-use',
    says: [
      'Camera and microphone are in use',
      'Another program or tab is using camera and microphone. Close it there, then try again',
    ],
    again: TRY,
  },
  {
    capture: 'no-devices',
    says: ['No camera and no microphone found', 'Plug one in or switch it on, then try again.'],
    again: TRY,
  },
  { capture: 'no-camera', says: ['No camera found', 'You can join without a picture.'], again: TRY },
  { capture: 'no-microphone', says: ['No microphone found', 'You can join and listen.'], again: TRY },
];

test.describe('trouble with devices', () => {
  for (const { capture, says, again } of TROUBLES) {
    test(`${capture}: the lobby says what it is, and one can join`, async ({
      participants,
      participant,
      room,
    }) => {
      const [ben] = await participants(['Ben']);
      await ben.enter(room);
      const ada = await participant('Ada', { capture });
      await ada.lobby.open(room);
      const card = ada.page.getByRole('status').filter({ hasText: says[0] ?? '' });
      for (const words of says) await expect(card).toContainText(words);
      await expect(ada.page.getByRole('button', { name: again, exact: true })).toBeVisible();

      await ada.lobby.join('Ada');
      await ada.call.ready();
      await expectVideoAdvances(ada, 'Ben');
      await expectRemoteAudio(ada, 1);
      const tile = ben.call.tile('Ada');
      if (capture === 'no-microphone') await expectVideoAdvances(ben, 'Ada');
      else await expectInitials(ben, 'Ada');
      if (capture === 'no-camera') await expectRemoteAudio(ben, 1);
      else await expect(tile).toContainText('Muted');
    });
  }

  test('a page without https says that this is why, and one can join, watch and write', async ({
    participant,
    startService,
    room,
  }) => {
    const service = await startService();
    const ben = await participant('Ben', { service });
    await ben.enter(room);
    const ada = await participant('Ada', {
      service: { url: service.url.replace('localhost', PLAIN_HOST) },
      flags: [`--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND`],
    });
    ada.watch.allowErrors(/Cross-Origin-Opener-Policy header has been ignored/);
    await ada.lobby.open(room);
    expect(await ada.page.evaluate(() => isSecureContext)).toBe(false);
    const card = ada.page
      .getByRole('status')
      .filter({ hasText: 'This page may not use camera and microphone' });
    await expect(card).toContainText('Browsers allow it on secure pages only.');
    await ada.lobby.join('Ada');
    await ada.call.ready();
    await expectVideoAdvances(ada, 'Ben');
    await expectRemoteAudio(ada, 1);
    await expectInitials(ben, 'Ada');
    await (await ada.call.openChat()).send('no https here');
    await expect((await ben.call.openChat()).line('no https here')).toBeVisible();
  });

  test('what the person allows in the browser comes by itself', async ({ participant, room }) => {
    const ada = await participant('Ada', { capture: 'denied' });
    await ada.lobby.open(room);
    const blocked = ada.page.getByText('Camera and microphone are blocked');
    await expect(blocked).toBeVisible();
    await expect(ada.page.getByRole('button', { name: TRY })).toBeVisible();
    await ada.context.grantPermissions(['camera', 'microphone']);
    await expectMoves(ada.lobby.preview, 'the own picture moves');
    await expect(ada.lobby.level).toBeVisible();
    await expect(blocked).toBeHidden();
  });

  test('trying again helps once the other program let go of the devices', async ({ participant, room }) => {
    const ada = await participant('Ada', { capture: 'in-use' });
    await ada.lobby.open(room);
    const busy = ada.page.getByText('Camera and microphone are in use');
    await expect(busy).toBeVisible();
    await ada.page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'));
    await ada.page.getByRole('button', { name: TRY }).click();
    await expectMoves(ada.lobby.preview, 'the own picture moves');
    await expect(ada.lobby.level).toBeVisible();
    await expect(busy).toBeHidden();
  });

  test('in the call the button of a device that failed explains, and what is allowed comes by itself', async ({
    participants,
    participant,
    room,
  }) => {
    const [ben] = await participants(['Ben']);
    await ben.enter(room);
    const ada = await participant('Ada', { capture: 'denied' });
    await ada.enter(room);
    await ada.call.camera.click();
    const card = ada.call.dialog('Your camera is blocked');
    await expect(card).toContainText('allow the camera, then try again.');
    await expect(card.getByRole('button', { name: TRY })).toBeVisible();
    await ada.context.grantPermissions(['camera', 'microphone']);
    await expectVideoAdvances(ben, 'Ada');
    await expect(card).toBeHidden();
  });
});
