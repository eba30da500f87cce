import type { Page } from '@playwright/test';
import { readReceived } from '../../fixtures/probe.ts';

/** What a page received from everyone together, since it began. */
interface Reception {
  readonly at: number;
  readonly soundPackets: number;
  readonly frames: number;
  readonly samples: number;
  readonly concealed: number;
}

export async function readReception(page: Page): Promise<Reception> {
  const received = await readReceived(page);
  const sum = (count: (one: (typeof received)[number]) => number) =>
    received.reduce((total, one) => total + count(one), 0);
  return {
    at: Date.now(),
    soundPackets: sum(({ kind, packets }) => (kind === 'audio' ? packets : 0)),
    frames: sum(({ frames }) => frames),
    samples: sum(({ samples }) => samples),
    concealed: sum(({ concealed }) => concealed),
  };
}

/** How many a second between two readings. */
export function rateOf(what: 'soundPackets' | 'frames', from: Reception, to: Reception): number {
  return ((to[what] - from[what]) * 1_000) / (to.at - from.at);
}

/** How much of the sound between two readings was made up, in percent. */
export function concealedPercent(from: Reception, to: Reception): number {
  return (100 * (to.concealed - from.concealed)) / (to.samples - from.samples);
}
