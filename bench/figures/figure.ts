import type { Browser } from '@playwright/test';
import type { Contestant } from '../contestants.ts';

/** Figure id → what one run measured. */
export type Measured = Readonly<Record<string, number>>;

/** One kind of run. It is repeated, ours and the floor in turn, and each run may measure several figures. */
export interface Scenario {
  readonly name: string;
  /** The floor has no service worker and nothing to come back to. */
  readonly oursOnly?: boolean;
  run(browser: Browser, contestant: Contestant, run: number): Promise<Measured>;
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: 'kB' | 'ms' | 'fps' | '';
  readonly limit?: {
    readonly atMost?: number;
    readonly atLeast?: number;
    /** The median may be at most this many times the floor's. */
    readonly timesFloor?: number;
  };
}

/** What must be reached. A figure without a limit is there to compare. */
export const FIGURES: readonly Figure[] = [
  { id: 'home-kb', title: 'home, cold: on the wire', unit: 'kB', limit: { atMost: 110 } },
  { id: 'home-requests', title: 'home, cold: requests', unit: '', limit: { atMost: 12 } },
  { id: 'home-third-party', title: 'home, cold: third-party requests', unit: '', limit: { atMost: 0 } },
  {
    id: 'room-kb',
    title: 'room, cold, until the call runs: on the wire',
    unit: 'kB',
    limit: { atMost: 200 },
  },
  { id: 'room-third-party', title: 'room, cold: third-party requests', unit: '', limit: { atMost: 0 } },
  { id: 'again-kb', title: 'second visit: app code over the network', unit: 'kB', limit: { atMost: 0 } },
  {
    id: 'link-2',
    title: 'direct link → everyone sees everyone, 2nd',
    unit: 'ms',
    limit: { atMost: 900, timesFloor: 2 },
  },
  ...[2, 3, 4].map((person) => ({
    id: `join-${person}`,
    title: `Join click → everyone sees everyone, ${person === 2 ? '2nd' : person === 3 ? '3rd' : '4th'}`,
    unit: 'ms' as const,
    limit: { timesFloor: 1.3 },
  })),
  {
    id: 'fps',
    title: 'fps of the slowest tile, 4 people, 10 fps cameras',
    unit: 'fps',
    limit: { atLeast: 9.5 },
  },
  { id: 'chat-p50', title: 'chat, Enter → on the other screen: p50', unit: 'ms', limit: { atMost: 5 } },
  { id: 'chat-p99', title: 'chat, Enter → on the other screen: p99', unit: 'ms', limit: { atMost: 15 } },
  { id: 'chat-lost', title: 'chat, lost of 200', unit: '', limit: { atMost: 0 } },
];
