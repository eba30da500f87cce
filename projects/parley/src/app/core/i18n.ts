import {
  type EnvironmentProviders,
  inject,
  isDevMode,
  makeEnvironmentProviders,
  provideAppInitializer,
  Service,
} from '@angular/core';
import {
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
  type TranslocoLoader,
} from '@jsverse/transloco';
import { catchError, from, map, type Observable, tap } from 'rxjs';
import { arriving } from './arrived';
import { WINDOW } from './browser-apis';
import { Language, SOURCE_LANGUAGE } from './language';
import { LANGUAGES } from './languages';
import { MessageTranspiler } from './message-transpiler';

interface LanguageFile {
  readonly default: Translation;
}

/** Each language is a chunk of its own, so only the one in use travels. */
@Service({ autoProvided: false })
class LanguageLoader implements TranslocoLoader {
  readonly #window = inject(WINDOW);

  getTranslation(tag: string): Observable<Translation> {
    const { load } = LANGUAGES.find((candidate) => candidate.tag === tag) ?? LANGUAGES[0];
    return from<Promise<LanguageFile>>(load()).pipe(
      catchError(() => this.#whenItArrives(load)),
      map((file) => file.default),
    );
  }

  /** The library, told of a failure, asks for the fallback for ever. */
  #whenItArrives(load: () => Promise<LanguageFile>): Observable<LanguageFile> {
    this.#window.dispatchEvent(new Event('page-lost'));
    return arriving(load).pipe(tap(() => this.#window.dispatchEvent(new Event('page-found'))));
  }
}

/** What every injector needs that shows text, wherever the text comes from. */
export function provideMessages(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: LANGUAGES.map(({ tag }) => tag),
        defaultLang: SOURCE_LANGUAGE,
        fallbackLang: SOURCE_LANGUAGE,
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: LanguageLoader,
    }),
    provideTranslocoTranspiler(MessageTranspiler),
  ]);
}

/** Text in the reader's language; the first page waits for it, so nobody sees bare keys. */
export function provideI18n(): EnvironmentProviders {
  return makeEnvironmentProviders([provideMessages(), provideAppInitializer(() => inject(Language).start())]);
}
