import { expectEveryoneSeesEveryone, expectRemoteAudio, expectVideoAdvances } from '../fixtures/media.ts';
import type { Participant } from '../fixtures/participant.ts';
import { expect, test } from '../fixtures/participants.ts';

/** Each has exactly one open connection with each other. */
async function expectOneConnectionAPair(participants: readonly Participant[]): Promise<void> {
  for (const person of participants) {
    await expect
      .poll(async () => (await person.counts()).connections, { message: `connections of ${person.name}` })
      .toBe(participants.length - 1);
  }
}

test.describe('call', () => {
  test('2, 3 and 4 people see and hear each other, with one connection a pair, and hear who comes and goes', async ({
    participants,
    room,
  }) => {
    test.slow();
    const everyone = await participants(['Ada', 'Ben', 'Cleo', 'Dan']);
    const [ada, ben, cleo, dan] = everyone;
    await ada.join(room);
    await expectVideoAdvances(ada, 'Ada (you)');
    for (const [index, newcomer] of everyone.entries()) {
      if (index === 0) continue;
      await newcomer.join(room);
      const present = everyone.slice(0, index + 1);
      for (const other of present.slice(0, -1)) {
        await expect(other.call.notice(`${newcomer.name} joined.`)).toBeVisible();
      }
      await expectEveryoneSeesEveryone(present);
      await expectOneConnectionAPair(present);
    }
    await Promise.all(everyone.map((person) => expectRemoteAudio(person, 3)));
    await expect(dan.call.notice('joined.'), 'whoever was there before is no news').toBeHidden();

    await cleo.call.leave();
    for (const other of [ada, ben, dan]) {
      await expect(other.call.notice('Cleo left.')).toBeVisible();
      await expect(other.call.tile('Cleo')).toBeHidden();
    }
    const left = [ada, ben, dan];
    await expectEveryoneSeesEveryone(left);
    await expectOneConnectionAPair(left);
  });

  test('a picture is sent as large as it is shown', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    await ben.enter(room);
    const height = () => ada.call.video('Ben').evaluate((video: HTMLVideoElement) => video.videoHeight);
    await expect.poll(height, { timeout: 20_000 }).toBeGreaterThan(360);
    await ada.call.openChat();
    await expect.poll(height, 'the panel takes room from the pictures').toBeLessThanOrEqual(360);
    await expectEveryoneSeesEveryone([ada, ben]);
  });

  test('two people of one name are two people', async ({ participants, room }) => {
    const [ada, twin, ben] = await participants(['Ada', 'Ada', 'Ben']);
    await Promise.all([ada.enter(room), twin.enter(room), ben.enter(room)]);
    await expect(ben.call.tile('Ada')).toHaveCount(2);
    await expect(ada.call.tile('Ada')).toHaveCount(1);
    await expectOneConnectionAPair([ada, twin, ben]);
  });

  test('the first is the host, and the next when they leave', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await ada.enter(room);
    await ben.enter(room);
    await ben.call.people.click();
    const people = ben.page.getByRole('region', { name: 'People' });
    await expect(people.getByRole('listitem').filter({ hasText: 'Ada' }).first()).toContainText('Host');
    await ada.call.leave();
    await expect(ben.call.notice('You are the host now.')).toBeVisible();
    await expect(people.getByRole('listitem').filter({ hasText: 'Ben' }).first()).toContainText('Host');
  });

  test('the list of people tells what can be heard and seen of each', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expect(ada.call.people).toHaveAccessibleDescription('2 people');
    await ada.call.people.click();
    const line = ada.page
      .getByRole('region', { name: 'People' })
      .getByRole('listitem')
      .filter({ hasText: 'Ben' });
    await expect(line.first()).toContainText('Microphone on');
    await ben.call.microphone.click();
    await ben.call.camera.click();
    await expect(line.first()).toContainText('Microphone off');
    await expect(line.first()).toContainText('Camera off');
  });

  test('a tile can be made large and small again', async ({ participants, room }) => {
    const [ada, ben, cleo] = await participants(['Ada', 'Ben', 'Cleo']);
    await Promise.all([ada.enter(room), ben.enter(room), cleo.enter(room)]);
    await expectVideoAdvances(ada, 'Ben');
    const width = async (name: string) => (await ada.call.tile(name).boundingBox())?.width ?? 0;
    const pin = ada.page.getByRole('button', { name: 'Pin Ben', exact: true });
    await pin.click();
    await expect(pin).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await width('Ben')) > 2 * (await width('Cleo'))).toBe(true);
    await expectVideoAdvances(ada, 'Ben');
    await pin.click();
    await expect.poll(async () => Math.abs((await width('Ben')) - (await width('Cleo')))).toBeLessThan(2);
  });

  test('who speaks has a ring', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben']);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expectRemoteAudio(ada, 1);
    const ring = () =>
      ada.call.tile('Ben').evaluate((tile) => {
        const host = tile.parentElement;
        const { content, borderTopWidth } = getComputedStyle(host ?? tile, '::before');
        return content === 'none' ? 'none' : borderTopWidth;
      });
    await expect.poll(ring, { message: 'Ben beeps', intervals: [50] }).toBe('3px');
    await ben.call.microphone.click();
    await expect.poll(ring, { message: 'Ben is muted' }).toBe('none');
  });
});
