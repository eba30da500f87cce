import { DestroyRef, inject, Service } from '@angular/core';
import { BehaviorSubject } from 'rxjs';
import type { Behavior } from '../core/behavior';
import { Online } from '../core/online';
import { DeviceCheck } from './device-check';
import { type Findings, NO_FINDINGS } from './findings';
import { NetworkCheck, type Tell } from './network-check';
import { SignalingCheck } from './signaling-check';

/** Tries everything a call needs, from this browser. */
@Service({ autoProvided: false })
export class ConnectionCheck {
  readonly #devices = inject(DeviceCheck);
  readonly #network = inject(NetworkCheck);
  readonly #signaling = inject(SignalingCheck);
  readonly #online = inject(Online);
  readonly #findings = new BehaviorSubject(NO_FINDINGS);
  #destroyed = false;

  /** What is known so far; begins anew with every run. */
  readonly findings$: Behavior<Findings> = this.#findings;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.#destroyed = true));
  }

  /** Settles when everything was looked at. Nothing happens while it runs already. Never rejects. */
  async run(): Promise<void> {
    if (this.#findings.value.phase === 'running') return;
    this.#findings.next({ ...NO_FINDINGS, phase: 'running', online: this.#online.online$.value });
    const tell: Tell = (part) => {
      if (!this.#destroyed) this.#findings.next({ ...this.#findings.value, ...part });
    };
    // Side by side: the person may take their time to answer the question for the devices.
    const devices = this.#devices.run(tell);
    await Promise.all([devices, this.#way(devices, tell)]);
    tell({ phase: 'done', online: this.#online.online$.value });
  }

  async #way(devices: Promise<void>, tell: Tell): Promise<void> {
    if (!this.#online.online$.value) return;
    const { finding, servers } = await this.#signaling.run();
    tell({ signaling: finding });
    // Without the service there is nobody to have a connection to.
    if (finding.kind === 'reached' && !this.#destroyed) await this.#network.run(servers, devices, tell);
  }
}
