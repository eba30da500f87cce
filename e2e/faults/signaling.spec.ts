import type { Page } from '@playwright/test';
import { CUT } from '../fixtures/cut.ts';
import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { readReceived } from '../fixtures/probe.ts';
import { expectUntouched, snapshot } from '../fixtures/untouched.ts';

const AWAY_MS = 60_000;
const hint = (page: Page) => page.getByText('The connection to the server is interrupted. Your call goes on');

for (const [what, cut, mend] of [
  ['killed', 'kill', 'start'],
  ['a black hole', 'freeze', 'thaw'],
] as const) {
  test(`the service is ${what} for a minute: nothing changes, and it is whole again within 5 s`, async ({
    participants,
    startService,
    room,
  }) => {
    const service = await startService();
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo'], { service });
    for (const { watch } of [ada, ben, cleo]) watch.allowErrors(...CUT);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectEveryoneSeesEveryone([ada, ben]);
    const before = [await snapshot(ada), await snapshot(ben)] as const;
    const heard = async () => (await readReceived(ada.page)).reduce((sum, { bytes }) => sum + bytes, 0);

    const cutAt = Date.now();
    await service[cut]();
    await hint(ada.page).waitFor({ timeout: 16_000 });
    const noticed = Date.now() - cutAt;
    const bytes = await heard();
    await ada.page.waitForTimeout(AWAY_MS - noticed);
    expect(await heard(), 'media goes on').toBeGreaterThan(bytes + 100_000);
    await expectUntouched(before[0], ['Ben']);

    await service[mend]();
    const backAt = Date.now();
    await Promise.all([ada, ben].map(({ page }) => hint(page).waitFor({ state: 'hidden', timeout: 5_000 })));
    const back = Date.now() - backAt;
    test.info().annotations.push({
      type: 'measured',
      description: `hint after ${noticed} ms, back after ${back} ms`,
    });
    expect(noticed, 'noticed within 12 s, worth a word after 3 s').toBeLessThanOrEqual(15_000);
    await cleo.enter(room);
    await expectEveryoneSeesEveryone([ada, ben, cleo]);
    await expectUntouched({ ...before[0], connections: 2, made: before[0].made + 1 }, ['Ben']);
  });
}
