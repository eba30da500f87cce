import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { seenAt } from '../../fixtures/latency.ts';
import type { Participant } from '../../fixtures/participant.ts';
import { holdCapture } from '../../fixtures/probe.ts';
import type { Fault } from '../fault.ts';
import { allMoveAt, pictureMovesAt } from '../lab/picture.ts';
import { until } from '../lab/until.ts';
import { atMost, exactly } from '../row.ts';

const WITHIN_MS = 20_000;
const CALLED_MS = 5_000;
const BACK_WITHIN_MS = 2_000;
/** The app waits for a moment of silence before it tells: a device that is chosen anew is silent for as long. */
const NOT_FOR_NOTHING_MS = 700;

/** What a phone does for a call or behind its lock screen: it holds the devices back and pauses what plays. */
export const phoneCall: Fault = {
  id: 'ringing',
  name: 'the phone rings',
  async run({ lab }) {
    const seats = await lab.seats(['Ada', 'Ben']);
    const [ada, ben] = [seats[0].who, seats[1].who];
    await Promise.all([ada.enter(lab.room), ben.enter(lab.room)]);
    await allMoveAt([ada, ben], WITHIN_MS);

    const heldAt = Date.now();
    const icons = ['Camera off', 'Muted'].map((says) => within(ben.page, { says, there: true }));
    await holdCapture(ada.page);
    await demandGesture(ada.page);
    const told = (await Promise.all(icons)).map((at) => at - heldAt - NOT_FOR_NOTHING_MS);
    await delay(CALLED_MS);

    const returnedAt = Date.now();
    const gone = ['Camera off', 'Muted'].map((says) => within(ben.page, { says, there: false }));
    await ada.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const back = await Promise.all([...gone, pictureMovesAt(ben.page, 'Ada', WITHIN_MS)]);
    const hear = ada.page.getByRole('button', { name: 'Tap to hear' });
    await until(() => hear.isVisible(), WITHIN_MS);
    const taps = await hear.count();
    await hear.click({ timeout: WITHIN_MS });
    const heard = await until(async () => (await silentVoices(ada)) === 0, WITHIN_MS);
    return [
      atMost(`${this.name}: the others see it`, { values: told, limit: 1_000, unit: 's' }),
      atMost(`${this.name}: picture and sound back after the return`, {
        values: back.map((at) => at - returnedAt),
        limit: BACK_WITHIN_MS,
        unit: 's',
      }),
      exactly(`${this.name}: taps it takes to hear again`, Number.isFinite(heard) ? taps : 0, 1),
    ];
  },
};

function within(page: Page, sight: { says: string; there: boolean }): Promise<number> {
  const never = delay(WITHIN_MS, Number.POSITIVE_INFINITY, { ref: false });
  return Promise.race([seenAt(page, { tile: 'Ada', ...sight }), never]);
}

/** Pauses everybody's voice; from now on the browser plays none without a tap. */
function demandGesture(page: Page): Promise<void> {
  return page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    let tapped = false;
    addEventListener('pointerdown', () => (tapped = true), true);
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      return this.muted || tapped ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
    };
    for (const voice of document.querySelectorAll('audio')) voice.pause();
  });
}

function silentVoices({ page }: Participant): Promise<number> {
  return page
    .locator('audio')
    .evaluateAll((voices: HTMLAudioElement[]) => voices.filter(({ paused }) => paused).length);
}
