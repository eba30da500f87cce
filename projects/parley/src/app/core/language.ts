import { DOCUMENT, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { BehaviorSubject, firstValueFrom } from 'rxjs';
import type { Behavior } from './behavior';
import { NAVIGATOR } from './browser-apis';
import { chooseLanguage, directionOf } from './language-choice';
import { LANGUAGES } from './languages';
import { UserPreferences } from './user-preferences';

/** English is what the others are translated from and what is shown where nothing better fits. */
export const SOURCE_LANGUAGE = 'en';

/** The language Parley speaks in this tab. */
@Service()
export class Language {
  readonly #transloco = inject(TranslocoService);
  readonly #preferences = inject(UserPreferences);
  readonly #navigator = inject(NAVIGATOR);
  readonly #root = inject(DOCUMENT).documentElement;
  readonly #language = new BehaviorSubject(SOURCE_LANGUAGE);

  /** BCP 47 tag of the language in use. */
  readonly language$: Behavior<string> = this.#language;

  /** Every language Parley has, each with its own name for itself. */
  readonly available: readonly { readonly tag: string; readonly name: string }[] = LANGUAGES;

  /** Loads the language this person wants: chosen before, else the browser's, else English. */
  start(): Promise<void> {
    const chosen = this.#preferences.preferences$.value.language;
    const wanted = chosen === null ? this.#navigator.languages : [chosen, ...this.#navigator.languages];
    const tags = LANGUAGES.map(({ tag }) => tag);
    return this.#use(chooseLanguage(wanted, tags, SOURCE_LANGUAGE));
  }

  /** Switches to `tag` and remembers it. */
  async choose(tag: string): Promise<void> {
    this.#preferences.update({ language: tag });
    await this.#use(tag);
  }

  async #use(tag: string): Promise<void> {
    await firstValueFrom(this.#transloco.load(tag), { defaultValue: null });
    this.#transloco.setActiveLang(tag);
    this.#root.lang = tag;
    this.#root.dir = directionOf(tag);
    this.#language.next(tag);
  }
}
