import type { Observable } from 'rxjs';

/**
 * A read-only observable that always has a current value and emits it on subscription. A `BehaviorSubject` is
 * one; services keep the subject private and show it as a `Behavior`.
 */
export interface Behavior<T> extends Observable<T> {
  readonly value: T;
}
