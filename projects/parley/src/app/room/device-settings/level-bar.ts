import { Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** From here on a voice is meant, not the room around it. */
const HEARD = 0.3;

/** How loud our own microphone is, as a bar that moves. */
@Component({
  selector: 'app-level-bar',
  imports: [TranslocoPipe],
  template: `
    <div
      class="track"
      role="meter"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-label]="'devices.level' | transloco"
      [attr.aria-valuenow]="percent()"
      [attr.aria-valuetext]="(heard() ? 'devices.levelHeard' : 'devices.levelQuiet') | transloco"
    >
      <div class="fill" [style.--level]="level()"></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .track {
      block-size: var(--bar-size, 8px);
      overflow: hidden;
      border-radius: 99px;
      background: color-mix(in oklab, var(--p-on-surface) 22%, transparent);
    }
    .fill {
      block-size: 100%;
      border-radius: inherit;
      background: var(--p-good);
      transform: translateX(calc((var(--level) - 1) * 100%));
      transition: transform 100ms linear;
    }
    :host-context([dir='rtl']) .fill {
      transform: translateX(calc((1 - var(--level)) * 100%));
    }
    @media (forced-colors: active) {
      .track {
        border: 1px solid CanvasText;
      }
      .fill {
        forced-color-adjust: none;
        background: Highlight;
      }
    }
  `,
})
export class LevelBar {
  /** 0 (silent) to 1 (loud). */
  readonly level = input.required<number>();

  // In steps: nobody reads single percents, and every change is work for assistive technology.
  protected readonly percent = computed(() => Math.round(this.level() * 10) * 10);
  protected readonly heard = computed(() => this.level() >= HEARD);
}
