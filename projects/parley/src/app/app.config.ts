import { APP_BASE_HREF } from '@angular/common';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withEnabledBlockingInitialNavigation,
} from '@angular/router';
import { routes } from './app.routes';
import { provideI18n } from './core/i18n';
import { PageLoad } from './core/page-load';
import { provideQuietServiceWorker } from './core/service-worker';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // Instead of a <base> element, which the content security policy forbids.
    { provide: APP_BASE_HREF, useValue: '/' },
    provideI18n(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      // As an initializer, so that the page's code and its language load side by side.
      withEnabledBlockingInitialNavigation(),
    ),
    // From the first page on.
    provideAppInitializer(() => void inject(PageLoad)),
    provideQuietServiceWorker(),
  ],
};
