import type { SignalingErrorCode } from '../signaling/signaling-error';

/** Where this visit stands. Every failure is a state with a way on. */
export type RoomState =
  /** Before joining; `problem` is why the last attempt failed. */
  | { readonly phase: 'lobby'; readonly problem: SignalingErrorCode | null }
  | { readonly phase: 'joining' }
  | { readonly phase: 'call' }
  /**
   * Over. `refused`: the room would not have us back after a break. `elsewhere`: another tab has the call now. `removed`:
   * the host sent us away.
   */
  | { readonly phase: 'ended'; readonly reason: 'left' | 'refused' | 'elsewhere' | 'removed' };
