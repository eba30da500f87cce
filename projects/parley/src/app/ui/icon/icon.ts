import { Component, computed, input } from '@angular/core';
import { type IconName, ICONS } from './icons';

/** Icons that point along the line of reading turn around where it runs from right to left. */
const DIRECTIONAL: ReadonlySet<string> = new Set(['send', 'send-fill', 'arrow_forward', 'arrow_back']);

/** One icon of the set. It is decoration: the words stand beside it or in the accessible name around it. */
@Component({
  selector: 'app-icon',
  template:
    '<svg viewBox="0 -960 960 960" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>',
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: var(--icon-size, 1.5rem);
      block-size: var(--icon-size, 1.5rem);
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: currentColor;
    }
    :host-context([dir='rtl']).directional svg {
      transform: scaleX(-1);
    }
  `,
  host: { '[class.directional]': 'directional()' },
})
export class Icon {
  /** Name in Material Symbols; add it to `icon-names.json` and run `node scripts/icons.mjs`. */
  readonly name = input.required<IconName>();

  protected readonly path = computed(() => ICONS[this.name()]);
  protected readonly directional = computed(() => DIRECTIONAL.has(this.name()));
}
