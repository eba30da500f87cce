import { compose } from '../../scripts/lib/compose.mjs';
import { CUT } from '../fixtures/cut.ts';
import { expectEveryoneSeesEveryone, expectRemoteAudio } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { readReceived } from '../fixtures/probe.ts';
import { expectUntouched, snapshot } from '../fixtures/untouched.ts';
import { chosenPaths, forceRelay } from './relay-only.ts';
import { settledNetwork } from './settled-network.ts';
import { trustingFlags } from './stack.ts';

test.describe('a call through the stack', () => {
  test('somebody who reaches only the relay is seen and heard, and a restart of the service changes nothing', async ({
    participants,
    participant,
    room,
  }) => {
    const flags = await trustingFlags();
    const [ada, ben] = await participants(['Ada', 'Ben'], { flags });
    for (const { watch } of [ada, ben]) watch.allowErrors(...CUT);
    await forceRelay(ada.page);
    await ada.enter(room);
    await ben.enter(room);
    await expectEveryoneSeesEveryone([ada, ben]);
    await expectRemoteAudio(ben, 1);
    expect((await chosenPaths(ada.page)).map(({ type }) => type)).toEqual(['relay']);

    const before = [await snapshot(ada), await snapshot(ben)];
    const received = async () => (await readReceived(ada.page)).reduce((sum, { bytes }) => sum + bytes, 0);
    const bytes = await received();
    await compose('restart', 'signaling');
    expect(await received(), 'media goes on while the service is away').toBeGreaterThan(bytes + 10_000);
    await expectEveryoneSeesEveryone([ada, ben]);
    for (const one of before) await expectUntouched(one, one.who === ada ? ['Ben'] : ['Ada']);

    await settledNetwork();
    const cleo = await participant('Cleo', { flags });
    cleo.watch.allowErrors(...CUT);
    await cleo.enter(room);
    await expectEveryoneSeesEveryone([ada, ben, cleo]);
    for (const one of before) expect((await one.who.counts()).connections).toBe(2);
  });

  test('two people who both reach only the relay meet there', async ({ participants, room }) => {
    const flags = await trustingFlags();
    const [ada, ben] = await participants(['Ada', 'Ben'], { flags });
    await Promise.all([forceRelay(ada.page, 'udp'), forceRelay(ben.page, 'tls')]);
    await ada.enter(room);
    await ben.enter(room);
    await expectEveryoneSeesEveryone([ada, ben]);
    expect(await chosenPaths(ada.page)).toEqual([{ type: 'relay', relayProtocol: 'udp' }]);
    expect(await chosenPaths(ben.page)).toEqual([{ type: 'relay', relayProtocol: 'tls' }]);
  });
});
