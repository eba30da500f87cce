import { Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import type { Row, RowState } from '../rows';

const ICONS = {
  waiting: 'more_horiz',
  running: 'more_horiz',
  ok: 'check',
  info: 'info',
  warn: 'warning',
  fail: 'error',
} as const satisfies Record<RowState, string>;

/** One thing that was looked at. A button that belongs to it is projected. */
@Component({
  selector: 'app-check-row',
  imports: [Icon, TranslocoPipe],
  template: `
    <app-icon [name]="icon()" />
    <div class="words">
      <p class="name">
        {{ 'check.row.' + row().name | transloco }}
        <span class="p-visually-hidden">{{ 'check.state.' + row().state | transloco }}</span>
      </p>
      <p class="p-muted p-numbers">{{ row().words.key | transloco: row().words.params }}</p>
      @if (row().step; as step) {
        <p>{{ step.key | transloco: { what: step.what ? (step.what | transloco) : '' } }}</p>
      }
      <ng-content />
    </div>
  `,
  styleUrl: './check-row.scss',
  host: { '[class]': 'row().state' },
})
export class CheckRow {
  readonly row = input.required<Row>();

  protected readonly icon = computed(() => ICONS[this.row().state]);
}
