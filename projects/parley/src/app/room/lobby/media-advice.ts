import type { LocalMedia } from '../../media/local-media';
import type { MediaErrorCode } from '../../media/media-error';
import { type BrowserSigns, browserFamily, systemFamily } from './browser-family';

/** What a problem is about. Two sources with one cause are one problem. */
export type Concern = 'camera' | 'microphone' | 'both';

/** Something the lobby has to say about our own devices. */
export interface MediaProblem {
  readonly concern: Concern;
  readonly code: MediaErrorCode;
}

/** What is wrong now, camera first. */
export function mediaProblems({ camera, microphone }: LocalMedia): readonly MediaProblem[] {
  const seen = camera.kind === 'failed' ? camera.code : null;
  const heard = microphone.kind === 'failed' ? microphone.code : null;
  if (seen !== null && seen === heard) return [{ concern: 'both', code: seen }];
  const problems: MediaProblem[] = [];
  if (seen !== null) problems.push({ concern: 'camera', code: seen });
  if (heard !== null) problems.push({ concern: 'microphone', code: heard });
  return problems;
}

/** Which of the steps under `errors.media.<code>.step` fits this browser. */
export function stepFor(code: MediaErrorCode, signs: BrowserSigns): string {
  switch (code) {
    case 'permission-denied':
      return browserFamily(signs);
    case 'permission-dismissed':
      // These remember a closed or a refused question until the page is loaded again, without saying so.
      return ['firefox', 'safari', 'ios', 'ios-other'].includes(browserFamily(signs)) ? 'reload' : 'other';
    case 'blocked-by-system':
      return systemFamily(signs);
    case 'not-found':
    case 'in-use':
    case 'ended':
    case 'insecure-context':
    case 'unsupported':
    case 'unknown':
      return 'other';
  }
}

/** Whether trying again on this page can help. */
export function canRetry(code: MediaErrorCode): boolean {
  return code !== 'insecure-context' && code !== 'unsupported';
}
