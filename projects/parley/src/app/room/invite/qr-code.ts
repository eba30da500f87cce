import { Component, PendingTasks, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type QrModules, qrModules } from './qr-modules';

/** A link for the camera of another device. Dark on light in every theme: many readers know nothing else. */
@Component({
  selector: 'app-qr-code',
  imports: [TranslocoPipe],
  template: `
    @if (modules(); as qr) {
      <svg [attr.viewBox]="viewBox()" role="img" [attr.aria-label]="'invite.qrLabel' | transloco">
        <path class="light" [attr.d]="'M0 0h' + qr.size + 'v' + qr.size + 'H0z'" />
        <path class="dark" [attr.d]="qr.path" />
      </svg>
    }
  `,
  styleUrl: './qr-code.scss',
})
export class QrCode {
  /** What the code says. */
  readonly text = input.required<string>();

  /** `null` while the encoder is on its way or did not come; the link beside the code says the same. */
  protected readonly modules = signal<QrModules | null>(null);
  protected readonly viewBox = computed(() => {
    const size = this.modules()?.size ?? 0;
    return `0 0 ${size} ${size}`;
  });

  constructor() {
    const tasks = inject(PendingTasks);
    effect(() => {
      const text = this.text();
      tasks.run(() => this.#encode(text));
    });
  }

  async #encode(text: string): Promise<void> {
    const modules = await qrModules(text).catch(() => null);
    if (text === this.text()) this.modules.set(modules);
  }
}
