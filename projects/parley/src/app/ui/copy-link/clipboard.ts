import { inject, Service } from '@angular/core';
import { NAVIGATOR } from '../../core/browser-apis';

/** The system's clipboard. */
@Service()
export class Clipboard {
  readonly #navigator = inject(NAVIGATOR);

  /** Puts `text` there; `false` where the browser or the person does not allow it. */
  async write(text: string): Promise<boolean> {
    // Missing where the page has no secure context.
    if (!('clipboard' in this.#navigator)) return false;
    try {
      await this.#navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }
}
