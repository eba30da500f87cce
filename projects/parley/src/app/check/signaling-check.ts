import { inject, Service } from '@angular/core';
import { type IceServer, PROTOCOL_VERSION, RoomIdSchema } from '@parley/protocol';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { v4 } from 'uuid';
import * as v from 'valibot';
import { SignalingClient } from '../signaling/signaling-client';
import { SignalingError } from '../signaling/signaling-error';
import type { SignalingFinding } from './findings';

const PATIENCE_MS = 6_000;
/** The first answer is slower than the others, which is no fault of the network. */
const QUESTIONS = 3;

export interface SignalingAnswer {
  readonly finding: SignalingFinding;
  /** What a call would use; empty where the service was not reached. */
  readonly servers: readonly IceServer[];
}

/** Whether the service answers, how fast, and which servers it offers. It enters no room, and nobody is told. */
@Service({ autoProvided: false })
export class SignalingCheck {
  readonly #signaling = inject(SignalingClient);

  /** Never rejects. */
  async run(): Promise<SignalingAnswer> {
    try {
      const room = v.parse(RoomIdSchema, v4());
      this.#signaling.open(room);
      await firstValueFrom(
        this.#signaling.connection$.pipe(
          filter((connection) => connection === 'up'),
          timeout(PATIENCE_MS),
        ),
        { defaultValue: null },
      );
      const { iceServers } = await this.#signaling.request('room:prepare', {
        version: PROTOCOL_VERSION,
        room,
      });
      return { finding: { kind: 'reached', roundTripMs: await this.#roundTrip() }, servers: iceServers };
    } catch (error) {
      const code = error instanceof SignalingError ? error.code : 'signaling-unreachable';
      return { finding: { kind: 'failed', code }, servers: [] };
    } finally {
      this.#signaling.close();
    }
  }

  /** The shortest of a few: what the network takes, without what the machines happened to do meanwhile. */
  async #roundTrip(): Promise<number> {
    const times: number[] = [];
    for (let question = 0; question < QUESTIONS; question++) {
      const start = performance.now();
      await this.#signaling.request('peer:refresh', {});
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  }
}
