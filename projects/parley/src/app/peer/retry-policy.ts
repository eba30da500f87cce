/** How long a call of ours may take to connect before it counts as failed, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 6_000;

/** The same for a call that we answered: whoever made it has given it up by then and should have made another. */
export const CONNECT_TIMEOUT_MS = 9_000;

/** Milliseconds to wait before the next call after `failures` failed ones: 0.5 s, then 1 s. While we wait, a path that heals goes unseen. */
export function retryDelayMs(failures: number): number {
  return failures <= 1 ? 500 : 1_000;
}

/** How often somebody who was called, and whose call is over, asks for another, in milliseconds. */
export const ASK_MS = 4_000;
