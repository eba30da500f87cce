import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { expectUntouched, snapshot } from '../fixtures/untouched.ts';

const FROZEN_MS = 60_000;

test('a page frozen for a minute is whole again, and nobody saw it go', async ({ participants, room }) => {
  const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo']);
  await Promise.all([ada.enter(room), ben.enter(room)]);
  await expectEveryoneSeesEveryone([ada, ben]);
  const before = await snapshot(ben);
  const session = await ada.context.newCDPSession(ada.page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  const chat = await ben.call.openChat();
  await chat.send('are you there?');
  await ben.page.waitForTimeout(FROZEN_MS);
  await expectUntouched(before, ['Ada']);

  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await expect((await ada.call.openChat()).line('are you there?')).toBeVisible();
  await expectEveryoneSeesEveryone([ada, ben]);
  await expectUntouched(before, ['Ada']);
  await cleo.enter(room);
  await expectEveryoneSeesEveryone([ada, ben, cleo]);
});
