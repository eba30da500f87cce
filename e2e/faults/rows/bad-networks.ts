import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { readSignalingChanges } from '../../fixtures/probe.ts';
import type { Fault } from '../fault.ts';
import { Conversation } from '../lab/conversation.ts';
import { allMoveAt } from '../lab/picture.ts';
import { concealedPercent, rateOf, readReception } from '../lab/reception.ts';
import { SlowRoad } from '../lab/slow-road.ts';
import { Before } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';
import { atMost, exactly } from '../row.ts';

const WITHIN_MS = 20_000;
/** Chromium's estimate of the path has settled by then. */
const SETTLED_MS = 20_000;
const BAD_MS = 40_000;
const BACK_WITHIN_MS = 60_000;
const RATE_OVER_MS = 3_000;

export const lossAndDelay: Fault = {
  id: 'network-loss',
  name: '10 % loss and 200 ms round trip',
  async run({ lab, conversations }) {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    const people = [ada.who, ben.who] as const;
    await Promise.all(people.map((person) => person.enter(lab.room)));
    await allMoveAt(people, WITHIN_MS);
    const talk = await Conversation.begin(people);
    const before = await Before.of(people);
    const negotiated = () => Promise.all(people.map(({ page }) => readSignalingChanges(page)));
    const negotiatedBefore = await negotiated();

    const road = await SlowRoad.open(100);
    try {
      for (const { computer } of [ada, ben]) road.lead(computer.link.device);
      ada.computer.link.lose(10);
      const concealed = await concealedDuring(
        people.map(({ page }) => page),
        () => delay(BAD_MS),
      );
      const renegotiated = (await negotiated()).map((count, index) => count - (negotiatedBefore[index] ?? 0));
      const reconnects = (await before.connectionsChanged()) + Math.max(...renegotiated);
      await conversations.count(talk, this.name);
      return [
        atMost(`${this.name}: concealed sound`, { values: concealed, limit: 8, unit: '%' }),
        exactly(`${this.name}: connections made anew or negotiated again`, reconnects, 0),
      ];
    } finally {
      road.close();
    }
  },
};

export const narrowUplink: Fault = {
  id: 'network-uplink',
  name: 'uplink of 300 kbit/s',
  async run({ lab, conversations }) {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    const people = [ada.who, ben.who];
    await Promise.all(people.map((person) => person.enter(lab.room)));
    await allMoveAt(people, WITHIN_MS);
    await delay(SETTLED_MS);
    const usual = await pictureRate(ben.who.page, 3 * RATE_OVER_MS);
    const talk = await Conversation.begin(people);

    ada.computer.link.limitUplink(300);
    const concealed = await concealedDuring([ben.who.page], () => delay(BAD_MS));
    ada.computer.link.freeUplink();
    const freedAt = Date.now();
    const back = await until(
      async () => (await pictureRate(ben.who.page, RATE_OVER_MS)) >= 0.8 * usual,
      BACK_WITHIN_MS,
    );
    await conversations.count(talk, this.name);
    return [
      atMost(`${this.name}: concealed sound`, { values: concealed, limit: 3, unit: '%' }),
      atMost(`${this.name}: picture back to 80 % of its bit rate after`, {
        values: [back - freedAt],
        limit: 20_000,
        unit: 's',
      }),
    ];
  },
};

/** How much of the sound that each page played meanwhile was made up, in percent. */
async function concealedDuring(pages: readonly Page[], during: () => Promise<unknown>): Promise<number[]> {
  const from = await Promise.all(pages.map(readReception));
  await during();
  const to = await Promise.all(pages.map(readReception));
  return to.map((last, index) => concealedPercent(from[index] ?? last, last));
}

/** Bytes of pictures a second that come in during `overMs` from now. */
async function pictureRate(page: Page, overMs: number): Promise<number> {
  const from = await readReception(page);
  await delay(overMs);
  return rateOf('pictureBytes', from, await readReception(page));
}
