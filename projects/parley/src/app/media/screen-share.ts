import { BehaviorSubject } from 'rxjs';
import type { Behavior } from '../core/behavior';
import type { SourceState } from './local-media';
import { mediaErrorCode } from './media-error';

/** The screen: asked for each time, ended by us or by the browser's own "Stop sharing". */
export class ScreenShare {
  readonly #state$ = new BehaviorSubject<SourceState>({ kind: 'off' });
  readonly state$: Behavior<SourceState> = this.#state$;
  /** The request whose answer still counts. */
  #asking: object | null = null;
  #closed = false;

  /** `acquire` answers `null` when the person picks nothing, which is no error. */
  async start(acquire: () => Promise<MediaStreamTrack | null>): Promise<void> {
    const { kind } = this.#state$.value;
    if (this.#closed || kind === 'starting' || kind === 'on') return;
    const asking = (this.#asking = {});
    this.#state$.next({ kind: 'starting' });
    try {
      const track = await acquire();
      if (this.#asking === asking) this.#share(track);
      else track?.stop();
    } catch (error) {
      if (this.#asking === asking) this.#state$.next({ kind: 'failed', code: mediaErrorCode(error) });
    }
  }

  /** Also takes back a request the person has not answered, and clears a failure. */
  stop(): void {
    const state = this.#state$.value;
    this.#asking = null;
    if (state.kind !== 'off') this.#state$.next({ kind: 'off' });
    if (state.kind === 'on') state.track.stop();
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  #share(track: MediaStreamTrack | null): void {
    if (track === null) {
      this.#state$.next({ kind: 'off' });
      return;
    }
    track.addEventListener('ended', () => this.#ended(track), { once: true });
    this.#state$.next({ kind: 'on', track });
  }

  #ended(track: MediaStreamTrack): void {
    const state = this.#state$.value;
    if (state.kind === 'on' && state.track === track) this.#state$.next({ kind: 'off' });
  }
}
