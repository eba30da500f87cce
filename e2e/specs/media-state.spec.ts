import { expectWithin, pressToSight } from '../fixtures/latency.ts';
import { expectInitials, expectRemoteAudio, expectSilence, expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { readSignalingChanges } from '../fixtures/probe.ts';

const LIMIT_MS = 300;
const ROUNDS = 3;

test.describe('microphone and camera, on and off', () => {
  test('muted is silent and seen by everyone within 300 ms', async ({ participants, room }) => {
    const everyone = await participants(['Ada', 'Ben', 'Cleo']);
    const [ada, ...others] = everyone;
    await Promise.all(everyone.map((person) => person.enter(room)));
    for (const other of others) await expectRemoteAudio(other, 2);

    const mute: number[] = [];
    const unmute: number[] = [];
    const press = () => ada.call.microphone.click();
    for (let round = 0; round < ROUNDS; round++) {
      mute.push(await pressToSight(ada, press, others, { tile: 'Ada', says: 'Muted', there: true }));
      unmute.push(await pressToSight(ada, press, others, { tile: 'Ada', says: 'Muted', there: false }));
    }
    expectWithin(LIMIT_MS, 'muted, seen by two others', mute);
    expectWithin(LIMIT_MS, 'unmuted, seen by two others', unmute);

    const [ben, cleo] = everyone.slice(1);
    await cleo?.call.leave();
    await press();
    if (ben === undefined) throw new Error('Ben is missing.');
    await expectSilence(ben);
    await press();
    await expectRemoteAudio(ben, 1);
  });

  test('a camera that is off leaves initials and no light, one that is on again moves, and nothing is renegotiated', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectVideoAdvances(ben, 'Ada');
    await expectVideoAdvances(ada, 'Ben');
    const changes = () => Promise.all([ada, ben].map(({ page }) => readSignalingChanges(page)));
    const before = await changes();

    const off: number[] = [];
    const on: number[] = [];
    const press = () => ada.call.camera.click();
    for (let round = 0; round < ROUNDS; round++) {
      off.push(await pressToSight(ada, press, [ben], { tile: 'Ada', says: 'Camera off', there: true }));
      await expectInitials(ben, 'Ada');
      await expect
        .poll(async () => (await ada.counts()).tracks.video, { message: 'the light is off' })
        .toBe(0);
      await expect(ada.call.video('Ada (you)'), 'Ada sees initials as well').toHaveCSS('opacity', '0');
      on.push(await pressToSight(ada, press, [ben], { tile: 'Ada', says: 'Camera off', there: false }));
      await expectVideoAdvances(ben, 'Ada');
    }
    expectWithin(LIMIT_MS, 'camera off, seen by the other', off);
    expectWithin(LIMIT_MS, 'camera on, seen by the other', on);
    await expectVideoAdvances(ada, 'Ben');

    await ada.call.microphone.click();
    await expect(ben.call.tile('Ada')).toContainText('Muted');
    expect(await changes(), 'no connection negotiated again').toEqual(before);
  });

  test('who comes later sees the state as it is', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    await ada.call.camera.click();
    await ada.call.microphone.click();
    await expect(ada.call.tile('Ada (you)')).toContainText('Camera off');
    await ben.enter(room);
    await expectInitials(ben, 'Ada');
    await expect(ben.call.tile('Ada')).toContainText('Muted');
    await ada.call.camera.click();
    await ada.call.microphone.click();
    await expectVideoAdvances(ben, 'Ada');
    await expect(ben.call.tile('Ada')).not.toContainText('Muted');
    await expectRemoteAudio(ben, 1);
  });
});
