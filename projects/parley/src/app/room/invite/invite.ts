import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { NAVIGATOR } from '../../core/browser-apis';
import { CopyLink } from '../../ui/copy-link/copy-link';
import { Icon } from '../../ui/icon/icon';
import { QrCode } from './qr-code';

/** The ways to bring somebody here: copy the link, the system's own share sheet, a QR code. */
@Component({
  selector: 'app-invite',
  imports: [CopyLink, Icon, QrCode, TranslocoPipe],
  templateUrl: './invite.html',
  styleUrl: './invite.scss',
  host: { '[class.large]': 'large()' },
})
export class Invite {
  readonly url = input.required<string>();
  /** The room as people call it. */
  readonly room = input.required<string>();
  /** Alone in the room: the invitation is all there is to see. */
  readonly large = input(false);

  readonly #navigator = inject(NAVIGATOR);
  readonly #transloco = inject(TranslocoService);
  protected readonly canShare = 'share' in this.#navigator;
  protected readonly failed = signal(false);
  protected readonly unfolded = signal(false);
  /** A room made by "New meeting" has a name nobody could say aloud. */
  protected readonly sayable = computed(() => this.room().length <= 24);

  protected async share(): Promise<void> {
    this.failed.set(false);
    try {
      const title = this.#transloco.translate('invite.shareTitle');
      await this.#navigator.share({ title, url: this.url() });
    } catch (error) {
      // Closing the sheet is a decision, not a failure.
      this.failed.set(!(error instanceof DOMException && error.name === 'AbortError'));
    }
  }
}
