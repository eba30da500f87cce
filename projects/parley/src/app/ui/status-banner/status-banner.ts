import { Component, computed, input } from '@angular/core';

/** What kind of news it is. */
export type BannerTone = 'info' | 'warning' | 'error';

/**
 * One line of news that stays until what it tells is over. Project the words, and buttons with the attribute
 * `action`. Errors interrupt a screen reader; the others wait for a pause.
 */
@Component({
  selector: 'app-status-banner',
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="shape()" /></svg>
    <div class="words" [attr.role]="tone() === 'error' ? 'alert' : 'status'"><ng-content /></div>
    <div class="actions"><ng-content select="[action]" /></div>
  `,
  styleUrl: './status-banner.scss',
  host: { '[class]': 'tone()' },
})
export class StatusBanner {
  readonly tone = input<BannerTone>('info');

  // Drawn here, so that the shell needs no icon set: a circle, a triangle, an octagon, each with its sign.
  protected readonly shape = computed(() => SHAPES[this.tone()]);
}

const SIGN = 'M11 7h2v7h-2zM11 16h2v2h-2z';
const SHAPES: Readonly<Record<BannerTone, string>> = {
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM11 7h2v2h-2zM11 11h2v6h-2z',
  warning: `M12 2.5 1.5 21h21zM12 6.6 19.1 19H4.9z${SIGN.replace('M11 7h2v7h-2z', 'M11 10h2v4.5h-2z')}`,
  error: `M8 2.5 2.5 8v8L8 21.5h8l5.5-5.500V8L16 2.500zm.8 2h6.400l4.3 4.300v6.400l-4.3 4.300H8.800l-4.3-4.300V8.800z${SIGN}`,
};
