import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** The languages Parley speaks, each by its own name, so that nobody has to read a language they do not know. */
@Component({
  selector: 'app-language-switch',
  imports: [TranslocoPipe],
  templateUrl: './language-switch.html',
  styleUrl: './language-switch.scss',
})
export class LanguageSwitch {
  readonly languages = input.required<readonly { readonly tag: string; readonly name: string }[]>();
  /** Tag of the one in use. */
  readonly language = input.required<string>();
  /** Tag of the one that was chosen. */
  readonly chosen = output<string>();
}
