import { Service } from '@angular/core';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from './behavior';

/** Whether somebody is in a call in this tab, so that the shell keeps its news to itself until it is over. */
@Service()
export class CallActivity {
  readonly #inCall = new BehaviorSubject(false);

  /** True from entering a call until leaving it. */
  readonly inCall$: Behavior<boolean> = this.#inCall;

  /** Set by the room: `true` when the call begins, `false` when it is over, however it ended. */
  set(inCall: boolean): void {
    if (this.#inCall.value !== inCall) this.#inCall.next(inCall);
  }
}
