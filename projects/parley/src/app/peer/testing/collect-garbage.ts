declare const gc: (options: { readonly type: 'major'; readonly execution: 'async' }) => Promise<void>;

/**
 * Chromium lets a page have 500 connections, and one that is closed counts until it is collected. Its `gc` is there by a flag
 * of karma.conf.js.
 */
export async function collectGarbage(): Promise<void> {
  await gc({ type: 'major', execution: 'async' });
}
