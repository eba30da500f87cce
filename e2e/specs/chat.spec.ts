import type { Locator } from '@playwright/test';
import type { ChatPanel } from '../pages/chat-panel.ts';
import { expect, test } from '../fixtures/participants.ts';

/** Chat travels beside the pictures: these tests do without them. */
const QUIET = { cameraOff: true } as const;

/** How far the end of the conversation is below what is seen, in pixels. */
function distanceToEnd(log: Locator): Promise<number> {
  return log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
}

async function expectTexts(chat: ChatPanel, texts: readonly string[]): Promise<void> {
  await expect.poll(() => chat.texts()).toEqual(texts);
}

test.describe('chat', () => {
  test('Enter sends, Shift+Enter breaks the line; name, time and own messages apart', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben'], QUIET);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    const [hers, his] = [await ada.call.openChat(), await ben.call.openChat()];
    await expect(hers.message).toBeFocused();

    await hers.message.pressSequentially('Hello');
    await hers.message.press('Shift+Enter');
    await hers.message.pressSequentially('Ben');
    await expect(hers.message).toHaveValue('Hello\nBen');
    await hers.message.press('Enter');
    await expect(hers.message).toHaveValue('');
    await expectTexts(his, ['Hello\nBen']);
    await his.send('Hello Ada');
    await expectTexts(hers, ['Hello\nBen', 'Hello Ada']);
    await hers.send('   ');
    await hers.send('How are you?');
    await expectTexts(his, ['Hello\nBen', 'Hello Ada', 'How are you?']);

    const seenByBen = his.log.getByRole('listitem');
    await expect(seenByBen.nth(0)).toContainText('Ada');
    await expect(seenByBen.nth(1)).toContainText('You');
    await expect(seenByBen.nth(0).getByRole('time')).toHaveText(/\d\d:\d\d/);
    const left = async (index: number) =>
      (await seenByBen.nth(index).getByRole('paragraph').last().boundingBox())?.x ?? 0;
    expect(await left(1), 'own messages stand apart').toBeGreaterThan((await left(0)) + 20);
    const tall = async (index: number) =>
      (await hers.log.getByRole('listitem').nth(index).getByRole('paragraph').last().boundingBox())?.height ??
      0;
    expect(await tall(0), 'two lines are taller than one').toBeGreaterThan(1.5 * (await tall(1)));
  });

  test('the field shows a few wide letters whole on every screen, and grows with more', async ({
    participants,
    room,
  }) => {
    const [ada] = await participants(['Ada'], QUIET);
    await ada.enter(room);
    const { message } = await ada.call.openChat();
    const height = async () => (await message.boundingBox())?.height ?? 0;
    const hidden = () => message.evaluate((field) => field.scrollHeight - field.clientHeight);
    for (const [width, tall] of [
      [320, 640],
      [699, 900],
      [700, 900],
      [800, 900],
      [1440, 900],
      [3840, 2160],
    ] as const) {
      await ada.page.setViewportSize({ width, height: tall });
      await message.fill('');
      const empty = await height();
      await message.fill('W'.repeat(12));
      expect(await hidden(), `${width} px: nothing is hidden`).toBeLessThanOrEqual(0);
      if (width >= 800) expect(await height(), `${width} px: one line`).toBeCloseTo(empty, 0);
      await message.fill('W\nW\nW');
      await expect.poll(height, `${width} px: several lines`).toBeGreaterThan(empty + 20);
      await expect.poll(hidden, `${width} px: nothing of them is hidden`).toBeLessThanOrEqual(0);
    }
  });

  test('links can be followed, and nothing is ever markup', async ({ participants, room }) => {
    const payloads = [
      '<img src=x onerror="window.hacked=1">',
      '<script>window.hacked=1</script>',
      '<a href="javascript:window.hacked=1">x</a>',
      'javascript:window.hacked=1',
      '{{constructor.constructor("window.hacked=1")()}}',
      '<svg onload=window.hacked=1>',
      '&lt;b&gt;bold&lt;/b&gt;',
    ];
    const [ada, ben] = await participants(['Ada', 'Ben'], QUIET);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    const [hers, his] = [await ada.call.openChat(), await ben.call.openChat()];
    for (const payload of payloads) await hers.send(payload);
    await hers.send('Look at https://example.org/a?b=1&c=2, and write to ada@example.org');

    for (const { chat, page } of [
      { chat: hers, page: ada.page },
      { chat: his, page: ben.page },
    ]) {
      await expect.poll(async () => (await chat.texts()).slice(0, payloads.length)).toEqual(payloads);
      const links = chat.log.getByRole('link');
      await expect(links).toHaveCount(2);
      const link = chat.log.getByRole('link', { name: 'https://example.org/a?b=1&c=2', exact: true });
      await expect(link).toHaveAttribute('href', 'https://example.org/a?b=1&c=2');
      await expect(link).toHaveAttribute('target', '_blank');
      await expect(link).toHaveAttribute('rel', /noopener/);
      await expect(links.nth(1)).toHaveAttribute('href', 'mailto:ada@example.org');
      await expect(chat.log.locator('img, script, b')).toHaveCount(0);
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    }
  });

  test('everyone has the same order, nothing twice and nothing lost, also who comes late', async ({
    participants,
    room,
  }) => {
    const everyone = await participants(['Ada', 'Ben', 'Cleo', 'Dan'], QUIET);
    const [ada, ben, cleo, dan] = everyone;
    const early = [ada, ben, cleo];
    await Promise.all(early.map((person) => person.enter(room)));
    for (const person of early) await expect.poll(async () => (await person.counts()).connections).toBe(2);
    const panels = await Promise.all(early.map(({ call }) => call.openChat()));
    const numbers = [1, 2, 3, 4, 5];
    await Promise.all(
      early.map(async ({ name }, index) => {
        for (const number of numbers) await panels[index]?.send(`${name} ${number}`);
      }),
    );
    const all = early.flatMap(({ name }) => numbers.map((number) => `${name} ${number}`));
    for (const panel of panels) {
      await expect.poll(async () => (await panel.texts()).toSorted()).toEqual(all.toSorted());
    }
    const order = await panels[0]?.texts();
    for (const panel of panels) expect(await panel.texts()).toEqual(order);

    await dan.enter(room);
    const late = await dan.call.openChat();
    await expectTexts(late, order ?? []);
    await late.send('Sorry, I am late');
    for (const panel of [...panels, late]) await expectTexts(panel, [...(order ?? []), 'Sorry, I am late']);
  });

  test('what is not read yet is counted at the button', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben'], QUIET);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    await expect(ada.call.tile('Ben')).toBeVisible();
    await expect.poll(async () => (await ada.counts()).connections).toBe(1);
    const chat = await ada.call.openChat();
    await expect(ben.call.chatButton).toHaveAccessibleDescription('');
    await chat.send('one');
    await expect(ben.call.chatButton).toHaveAccessibleDescription('1 unread message');
    await chat.send('two');
    await expect(ben.call.chatButton).toHaveAccessibleDescription('2 unread messages');
    await expect(ben.call.chatButton).toContainText('2');
    const his = await ben.call.openChat();
    await expectTexts(his, ['one', 'two']);
    await expect(ben.call.chatButton).toHaveAccessibleDescription('');
    await chat.send('three');
    await expectTexts(his, ['one', 'two', 'three']);
    await expect(ben.call.chatButton, 'the panel is open: it is read').toHaveAccessibleDescription('');
    await ben.call.chatButton.click();
    await chat.send('four');
    await expect(ben.call.chatButton).toHaveAccessibleDescription('1 unread message');
  });

  test('follows the newest, unless the reader scrolled up, who then gets a button', async ({
    participants,
    room,
  }) => {
    const [ada, ben] = await participants(['Ada', 'Ben'], QUIET);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    const [hers, his] = [await ada.call.openChat(), await ben.call.openChat()];
    const long = (name: string) =>
      Array.from({ length: 20 }, (_, line) => `${name}, line ${line}`).join('\n');
    for (const name of ['first', 'second', 'third']) await hers.send(long(name));
    await expectTexts(his, [long('first'), long('second'), long('third')]);
    await expect.poll(() => distanceToEnd(his.log), { message: 'it followed' }).toBeLessThan(5);
    await expect(his.newMessages).toBeHidden();

    await his.log.hover();
    await ben.page.mouse.wheel(0, -400);
    await expect.poll(() => distanceToEnd(his.log)).toBeGreaterThan(300);
    const top = await his.log.evaluate((element) => element.scrollTop);
    await hers.send('fourth');
    await expect(his.newMessages).toBeVisible();
    expect(await his.log.evaluate((element) => element.scrollTop), 'the reader stays where they read').toBe(
      top,
    );
    await expect(ben.call.chatButton).toHaveAccessibleDescription('1 unread message');

    await his.newMessages.click();
    await expect.poll(() => distanceToEnd(his.log)).toBeLessThan(5);
    await expect(his.newMessages).toBeHidden();
    await expect(his.line('fourth')).toBeInViewport();
    await expect(ben.call.chatButton).toHaveAccessibleDescription('');
  });

  test('holds 4 000 characters and counts near the end', async ({ participants, room }) => {
    const [ada, ben] = await participants(['Ada', 'Ben'], QUIET);
    await Promise.all([ada.enter(room), ben.enter(room)]);
    const [hers, his] = [await ada.call.openChat(), await ben.call.openChat()];
    await hers.message.fill('x'.repeat(3_700));
    await expect(ada.page.getByText(/left$/)).toBeHidden();
    await hers.message.fill('x'.repeat(3_990));
    await expect(ada.page.getByText('10 left')).toBeVisible();
    await hers.message.fill('x'.repeat(4_001));
    await expect(ada.page.getByText('1 too many')).toBeVisible();
    await hers.message.press('Enter');
    await expect(ada.page.getByText('A message holds 4,000 characters.')).toBeVisible();
    await expect(hers.message).toHaveValue('x'.repeat(4_001));
    await hers.send('y'.repeat(4_000));
    await expectTexts(his, ['y'.repeat(4_000)]);
  });

  test('what is being written survives closing the panel', async ({ participant, room }) => {
    const ada = await participant('Ada', QUIET);
    await ada.enter(room);
    const chat = await ada.call.openChat();
    await chat.message.fill('half a thou');
    await ada.page.keyboard.press('Escape');
    await expect(chat.message).toBeHidden();
    await ada.call.openChat();
    await expect(chat.message).toHaveValue('half a thou');
  });
});
