import { BehaviorSubject, type Observable, type Subscription, delay, mergeMap, of, tap } from 'rxjs';
import type { Behavior } from '../core/behavior';
import type { Notice } from './notice';

/** Long enough to read one line twice. */
const SHOWN_MS = 5_000;
/** More at once would cover the people. */
const AT_MOST = 3;

/** Notices on screen now: each leaves by itself, and the oldest makes room for a new one. */
export class NoticeBoard {
  readonly #notices = new BehaviorSubject<readonly Notice[]>([]);
  #lastId = 0;

  readonly notices$: Behavior<readonly Notice[]> = this.#notices;

  /** Shows everything `news$` says. Ends with the subscription. */
  show(news$: Observable<Omit<Notice, 'id'>>): Subscription {
    return news$.pipe(mergeMap((news) => this.#post(news))).subscribe();
  }

  #post(news: Omit<Notice, 'id'>): Observable<Notice> {
    const notice = { ...news, id: ++this.#lastId };
    this.#notices.next([...this.#notices.value, notice].slice(-AT_MOST));
    return of(notice).pipe(
      delay(SHOWN_MS),
      tap(() => this.#notices.next(this.#notices.value.filter(({ id }) => id !== notice.id))),
    );
  }
}
