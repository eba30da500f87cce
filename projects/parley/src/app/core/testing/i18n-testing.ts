import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideAppInitializer,
  Service,
} from '@angular/core';
import {
  provideTranslocoLoader,
  type Translation,
  type TranslocoLoader,
  TranslocoService,
} from '@jsverse/transloco';
import { map, type Observable, of } from 'rxjs';
import en from '../../../i18n/en.json';
import { provideMessages } from '../i18n';

@Service({ autoProvided: false })
class EnglishAtOnce implements TranslocoLoader {
  getTranslation(): Observable<Translation> {
    return of(en);
  }
}

/** The real English texts, there before the first change detection. */
export function provideI18nTesting(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideMessages(),
    provideTranslocoLoader(EnglishAtOnce),
    provideAppInitializer(() =>
      inject(TranslocoService)
        .load('en')
        .pipe(map(() => undefined)),
    ),
  ]);
}
