import { Component, computed, input, resource } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { qrModules } from './qr-modules';

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

  readonly #qr = resource({ params: () => this.text(), loader: ({ params }) => qrModules(params) });
  /** `null` while the encoder is on its way or did not come; the link beside the code says the same. */
  protected readonly modules = computed(() => (this.#qr.hasValue() ? this.#qr.value() : null));
  protected readonly viewBox = computed(() => {
    const size = this.modules()?.size ?? 0;
    return `0 0 ${size} ${size}`;
  });
}
