import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/participants.ts';
import { XSS_PAYLOADS } from '../fixtures/xss-payloads.ts';

const QUIET = { cameraOff: true } as const;
/** What a name or a message is cut to before it is refused; blank characters around it are not kept. */
const fitting = (most: number) => XSS_PAYLOADS.filter((text) => text.trim() === text && text.length <= most);

/** Nothing of a payload ran, and nothing of it became an element. Violations of the policy fail the test by themselves. */
async function expectUnharmed(page: Page): Promise<void> {
  const harm = await page.evaluate(() => ({
    ran: 'hacked' in window,
    elements: document.querySelectorAll(
      'script:not([src]), iframe, object, embed, marquee, base, math, [onerror], [onload], [onclick], [onfocus], [onmouseover], [href^="javascript" i]',
    ).length,
  }));
  expect(harm).toEqual({ ran: false, elements: 0 });
}

/** Runs in the page of somebody who speaks the protocol without Parley's own care: keeps the channel and one message. */
function speakRaw(): void {
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: string) => void;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: string) {
    if (data.includes('"chat:message"')) Object.assign(window, { raw: { channel: this, message: data } });
    send.call(this, data);
  } as typeof RTCDataChannel.prototype.send;
}

/** Sends `texts`, each as a new message of its own, and once more as history with the text as its author's name. */
function sendRaw(texts: readonly string[]): void {
  const { channel, message } = Reflect.get(window, 'raw') as { channel: RTCDataChannel; message: string };
  const sample = (JSON.parse(message) as { message: { clock: number } }).message;
  texts.forEach((text, index) => {
    const next = { ...sample, id: crypto.randomUUID(), text, clock: sample.clock + index + 1 };
    channel.send(JSON.stringify({ type: 'chat:message', message: next }));
    const stranger = { ...next, id: crypto.randomUUID(), author: crypto.randomUUID(), name: text };
    channel.send(JSON.stringify({ type: 'chat:history', messages: [stranger] }));
  });
}

test.describe('text that would run where text is taken for something else', () => {
  test('there are two hundred of them', () => {
    expect(XSS_PAYLOADS.length).toBeGreaterThanOrEqual(200);
  });

  test('in messages and in names, also from somebody who sends whatever they like', async ({
    participants,
    room,
  }) => {
    const [ada, mallory] = await participants(['Ada', 'Mallory'], QUIET);
    await mallory.page.addInitScript(speakRaw);
    await Promise.all([ada.enter(room), mallory.enter(room)]);
    const [hers, his] = [await ada.call.openChat(), await mallory.call.openChat()];
    await his.send('hello');
    await expect(hers.line('hello')).toBeVisible();
    const texts = fitting(4_000);
    await mallory.page.evaluate(sendRaw, texts);
    await expect
      .poll(async () => new Set(await hers.texts()).size, { message: 'every text is shown' })
      .toBe(new Set(texts).size + 1);
    expect(new Set(await hers.texts())).toEqual(new Set([...texts, 'hello']));
    await expectUnharmed(ada.page);
  });

  test('in the name of a participant', async ({ participants, room }) => {
    const names = [
      '<img src=x onerror=window.hacked=1>',
      '"><svg/onload=window.hacked=1>',
      'javascript:window.hacked=1',
    ];
    const everyone = await participants(['Ada', 'Ben', 'Cleo'], QUIET);
    for (const [index, person] of everyone.entries()) {
      await person.page.goto(`/${room}?name=${encodeURIComponent(names[index] ?? '')}&join`);
      await person.call.ready();
    }
    for (const { page } of everyone) {
      for (const name of names) await expect(page.getByRole('group', { name }).first()).toBeVisible();
      await page.getByRole('button', { name: /^People/ }).click();
      await expectUnharmed(page);
    }
  });

  test('in every field of the first page and the lobby', async ({ participant, room }) => {
    const { page, home, lobby } = await participant('Ada');
    await page.goto('/');
    for (const text of XSS_PAYLOADS) await home.room.fill(text);
    // Every eighth is also sent off: most are refused in words, and what makes a room name leads to its lobby.
    for (const text of XSS_PAYLOADS.filter((_, index) => index % 8 === 0)) {
      await home.room.fill(text);
      await home.room.press('Enter');
      await expect(page.locator('#room[aria-invalid=true]').or(lobby.name)).toBeVisible();
      await expectUnharmed(page);
      if (new URL(page.url()).pathname !== '/') await home.open();
    }
    await lobby.open(room);
    for (const text of XSS_PAYLOADS) await lobby.name.fill(text);
    await expectUnharmed(page);
  });

  test('in what the browser remembers', async ({ participant, room }) => {
    const { page, home, lobby } = await participant('Ada');
    await lobby.open(room);
    await lobby.join('Ada');
    await page.goto('/');
    await home.room.waitFor();
    const keys = await page.evaluate(
      (texts) => {
        const names = Object.keys(localStorage);
        for (const name of names) {
          const value = localStorage.getItem(name) ?? '';
          localStorage.setItem(
            name,
            value.replaceAll(/"(?:Ada|[\w-]{3,64})"(?!:)/g, () => JSON.stringify(texts.pop())),
          );
        }
        return names.length;
      },
      [...XSS_PAYLOADS],
    );
    expect(keys).toBeGreaterThan(0);
    await page.reload();
    await home.room.waitFor();
    await expectUnharmed(page);
    await lobby.open(room);
    await expectUnharmed(page);
  });
});
