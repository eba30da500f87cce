import { Component, computed, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/**
 * A round button for something that is on or off. Where the label names the next action ("Mute microphone",
 * then "Unmute microphone") the label tells the state; give `announcePressed` where the label stays ("Chat").
 */
@Component({
  selector: 'app-icon-toggle',
  imports: [Icon],
  templateUrl: './icon-toggle.html',
  styleUrl: './icon-toggle.scss',
  host: { '[class.labelled]': 'showLabel()', '[class.danger]': "kind() === 'danger'" },
})
export class IconToggle {
  /** Shown while on, and while off where there is no `iconOff`. */
  readonly icon = input.required<IconName>();
  /** Shown while off: outlined and struck, so that a state is never colour alone. */
  readonly iconOff = input<IconName>();
  /** The accessible name, and the tooltip. */
  readonly label = input.required<string>();
  /** Visible words under the icon where `showLabel`; the label itself where there is nothing shorter. */
  readonly shortLabel = input<string>();
  /** Shows words under the icon. */
  readonly showLabel = input(false);
  /** On or off. */
  readonly pressed = input(true);
  /** Tells assistive technology `pressed`; for labels that stay the same. */
  readonly announcePressed = input(false);
  /** A small count, or a dot for `''`; `null` for none. Say what it counts in `label`. */
  readonly badge = input<number | string | null>(null);
  /** Cannot be used now; it keeps its place and its focus, so that nobody gets lost. */
  readonly disabled = input(false);
  /** `danger`: leaving, ending. */
  readonly kind = input<'plain' | 'danger'>('plain');
  /** The keyboard shortcut, as `aria-keyshortcuts` writes it. */
  readonly shortcut = input<string>();

  /** The person asked to switch; the value is what it should become. */
  readonly toggled = output<boolean>();

  protected readonly shownIcon = computed(() =>
    this.pressed() ? this.icon() : (this.iconOff() ?? this.icon()),
  );
  protected readonly words = computed(() => this.shortLabel() ?? this.label());
  protected readonly off = computed(() => !this.pressed() && this.iconOff() !== undefined);
  protected readonly lit = computed(() => this.announcePressed() && this.pressed());

  protected press(): void {
    if (!this.disabled()) this.toggled.emit(!this.pressed());
  }
}
