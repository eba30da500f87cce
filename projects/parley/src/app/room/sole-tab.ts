import { DestroyRef, Service, inject } from '@angular/core';
import type { RoomId } from '@parley/protocol';
import { type Observable, Subject } from 'rxjs';
import { v4 } from 'uuid';
import * as v from 'valibot';
import { CLOCK, NEW_CHANNEL } from '../core/browser-apis';

const ClaimSchema = v.object({ tab: v.string(), at: v.number() });
type Claim = v.InferOutput<typeof ClaimSchema>;

/**
 * A person is in a room once: of two tabs of one browser the one that came in last has the call. The tabs tell each
 * other: to the service they are two people. Two people who share a browser can use two profiles, or a private window.
 */
@Service({ autoProvided: false })
export class SoleTab {
  readonly #now = inject(CLOCK);
  readonly #newChannel = inject(NEW_CHANNEL);
  readonly #displaced = new Subject<void>();
  #channel: BroadcastChannel | null = null;
  #claim: Claim | null = null;

  /** Another tab took the call over: this one has to let go of it. */
  readonly displaced$: Observable<void> = this.#displaced;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.release());
  }

  /** The call in `room` is in this tab from now on. Other tabs hear of it. */
  claim(room: RoomId): void {
    this.#channel ??= this.#open(room);
    // Made anew in every tab: a duplicated tab copies what is stored.
    this.#claim = { tab: v4(), at: this.#now() };
    this.#channel?.postMessage(this.#claim);
  }

  /** The call here is over. Idempotent. */
  release(): void {
    this.#channel?.close();
    this.#channel = null;
    this.#claim = null;
  }

  #open(room: RoomId): BroadcastChannel | null {
    const channel = this.#newChannel(`parley.call.${room}`);
    channel?.addEventListener('message', ({ data }) => this.#hear(data));
    return channel;
  }

  #hear(data: unknown): void {
    const other = v.safeParse(ClaimSchema, data);
    if (other.success && this.#claim && isNewer(other.output, this.#claim)) this.#displaced.next();
  }
}

/** Two that claim at the same moment hear each other: one of them must stay. */
function isNewer(a: Claim, b: Claim): boolean {
  return a.at === b.at ? a.tab > b.tab : a.at > b.at;
}
