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
import { map, type Observable } from 'rxjs';
import { arriving } from './arrived';
import { Language, SOURCE_LANGUAGE } from './language';
import { LANGUAGES } from './languages';
import { MessageTranspiler } from './message-transpiler';

/** Each language is a chunk of its own, so only the one in use travels. */
@Service({ autoProvided: false })
class LanguageLoader implements TranslocoLoader {
  getTranslation(tag: string): Observable<Translation> {
    const language = LANGUAGES.find((candidate) => candidate.tag === tag) ?? LANGUAGES[0];
    return arriving<{ readonly default: Translation }>(language.load).pipe(map((file) => file.default));
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
