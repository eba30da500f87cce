import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { allowOwnWorker } from './app/core/trusted-types';

allowOwnWorker(window);
// Scripts wait for the stylesheet, come or lost; without it not even the colours have values. See load-again.js.
if (getComputedStyle(document.documentElement).getPropertyValue('--p-surface') === '')
  dispatchEvent(new Event('page-lost'));
else bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
