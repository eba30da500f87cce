import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CLOCK } from '../../core/browser-apis';
import { Clipboard } from '../../ui/copy-link/clipboard';
import { Icon } from '../../ui/icon/icon';
import { provideCheckScope } from '../check-scope';
import { CheckRow } from '../check-row/check-row';
import { ConnectionCheck } from '../connection-check';
import { DeviceCheck } from '../device-check';
import { reportOf } from '../report';
import { deviceRows, networkRows } from '../rows';
import { type Tone, verdictOf } from '../verdict';

const ICONS = { info: 'info', good: 'check', warning: 'warning', error: 'error' } as const satisfies Record<
  Tone,
  string
>;

/** "Check my connection": everything a call needs, tried from this browser and said in plain words. */
@Component({
  selector: 'app-check-page',
  imports: [CheckRow, Icon, RouterLink, TranslocoPipe],
  providers: [provideCheckScope()],
  templateUrl: './check-page.html',
  styleUrl: './check-page.scss',
})
export class CheckPage {
  readonly #check = inject(ConnectionCheck);
  readonly #devices = inject(DeviceCheck);
  readonly #clipboard = inject(Clipboard);
  readonly #now = inject(CLOCK);
  protected readonly reportField = viewChild<ElementRef<HTMLTextAreaElement>>('reportField');

  protected readonly findings = toSignal(this.#check.findings$, { requireSync: true });
  protected readonly verdict = computed(() => verdictOf(this.findings()));
  protected readonly icon = computed(() => ICONS[this.verdict().tone]);
  protected readonly groups = computed(() => [
    { title: 'devices', rows: deviceRows(this.findings()) } as const,
    { title: 'network', rows: networkRows(this.findings()) } as const,
  ]);
  /** How many of the lines are settled, for those who see the bar. */
  protected readonly progress = computed(() => {
    const rows = this.groups().flatMap((group) => group.rows);
    return { of: rows.length, done: rows.filter(({ state }) => state !== 'running').length };
  });
  protected readonly copied = signal<'no' | 'yes' | 'by-hand'>('no');
  protected readonly report = computed(() => reportOf(this.findings(), this.#now()));

  protected start(): void {
    this.copied.set('no');
    void this.#check.run();
  }

  protected playTone(): void {
    this.#devices.playTone();
  }

  protected async copy(): Promise<void> {
    const written = await this.#clipboard.write(this.report());
    this.copied.set(written ? 'yes' : 'by-hand');
    if (!written) setTimeout(() => this.reportField()?.nativeElement.select());
  }
}
