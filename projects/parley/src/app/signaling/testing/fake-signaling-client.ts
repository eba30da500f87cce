import type { RequestData, RequestName, RequestPayload } from '@parley/protocol';
import { BehaviorSubject, Subject } from 'rxjs';
import type { Fact, SignalingClient, SignalingConnection } from '../signaling-client';
import { SignalingError } from '../signaling-error';

type Answer<N extends RequestName> = (payload: RequestPayload<N>) => RequestData<N> | Promise<RequestData<N>>;
type Answers = { [N in RequestName]?: Answer<N> };

/** A service that answers as told. A request without an answer fails with `internal`. */
export class FakeSignalingClient implements Pick<SignalingClient, 'open' | 'close' | 'request' | 'check'> {
  readonly connection$ = new BehaviorSubject<SignalingConnection>('closed');
  readonly facts$ = new Subject<Fact>();
  readonly requests: { readonly name: RequestName; readonly payload: unknown }[] = [];
  readonly answers: Answers = {};

  readonly check = jasmine.createSpy('check');

  open(): void {
    this.connection$.next('connecting');
  }
  close(): void {
    this.connection$.next('closed');
  }
  async request<N extends RequestName>(name: N, payload: RequestPayload<N>): Promise<RequestData<N>> {
    if (this.connection$.value !== 'up') throw new SignalingError('signaling-unreachable');
    this.requests.push({ name, payload });
    const answer: Answer<N> | undefined = this.answers[name];
    if (!answer) throw new SignalingError('internal');
    return await answer(payload);
  }
  /** Payloads of the requests named `name` so far. */
  sent(name: RequestName): unknown[] {
    return this.requests.filter((request) => request.name === name).map(({ payload }) => payload);
  }
}
