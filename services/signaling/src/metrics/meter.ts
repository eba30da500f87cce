import type { ErrorCode, RequestName } from '@parley/protocol';
import type { RegistryObserver } from '../rooms/registry-fact.ts';
import type { LinkCounts } from './link-reports.ts';

/** What a process holds at one moment. */
export interface Holdings {
  /** Of the rooms this process keeps. */
  readonly rooms: number;
  readonly participants: number;
  readonly sockets: { readonly signaling: number; readonly peer: number };
  readonly links: LinkCounts;
}

/** Counts for the operator what happens here. Nothing it is told names a person or a room. */
export interface Meter {
  /** Where to look for what is there, whenever somebody asks. */
  watch(holdings: () => Holdings): void;
  readonly observe: RegistryObserver;
  answered(request: RequestName, result: 'ok' | ErrorCode, seconds: number): void;
}

/** Where nobody asks. */
export const NO_METER: Meter = {
  watch: () => undefined,
  observe: () => undefined,
  answered: () => undefined,
};
