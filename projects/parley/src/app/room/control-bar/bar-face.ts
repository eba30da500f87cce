import { Component, input } from '@angular/core';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icons';

/** What a button of the control bar looks like: icon, word, count and warning. The button around it has the name. */
@Component({
  selector: 'app-bar-face',
  imports: [Icon],
  template: `
    <span class="disc">
      <app-icon [name]="icon()" />
      @if (warning()) {
        <span class="mark warning"><app-icon name="priority_high" /></span>
      } @else if (count() !== null) {
        <span class="mark p-numbers" [class.quiet]="quietCount()">{{ count() }}</span>
      }
    </span>
    <span class="words">{{ words() }}</span>
  `,
  styleUrl: './bar-face.scss',
  host: { 'aria-hidden': 'true', '[class]': 'look()' },
})
export class BarFace {
  readonly icon = input.required<IconName>();
  /** Shown below the icon where there is room, else as a bubble for the keyboard. */
  readonly words = input.required<string>();
  readonly look = input<'plain' | 'off' | 'lit' | 'danger'>('plain');
  readonly count = input<string | null>(null);
  /** The count is a fact, not news. */
  readonly quietCount = input(false);
  readonly warning = input(false);
}
