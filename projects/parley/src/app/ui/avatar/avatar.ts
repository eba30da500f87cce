import { Component, computed, input } from '@angular/core';
import { hueOf, initialsOf } from './avatar-look';

/** A participant without a picture: initials on a colour of their own. Fills the box it is given. */
@Component({
  selector: 'app-avatar',
  template: '<span class="disc" aria-hidden="true">{{ initials() }}</span>',
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      inline-size: var(--avatar-size, 40px);
      aspect-ratio: 1;
      container-type: size;
    }
    .disc {
      display: grid;
      place-items: center;
      inline-size: 100%;
      block-size: 100%;
      border-radius: 50%;
      /* Lightness 0.46 keeps paper at 4.5:1 or more on every hue. */
      background: oklch(0.46 0.09 var(--hue));
      color: var(--p-paper);
      font-size: 40cqmin;
      font-weight: 600;
      line-height: 1;
      user-select: none;
    }
    @media (forced-colors: active) {
      .disc {
        border: 2px solid CanvasText;
      }
    }
  `,
  host: { '[style.--hue]': 'hue()' },
})
export class Avatar {
  /** Display name, for the initials. */
  readonly name = input.required<string>();
  /** What the colour follows, such as the participant's id; the name where there is none. */
  readonly seed = input<string>();

  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly hue = computed(() => hueOf(this.seed() ?? this.name()));
}
