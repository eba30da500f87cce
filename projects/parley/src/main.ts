import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { allowOwnWorker } from './app/core/trusted-types';

allowOwnWorker(window);
start().catch((error: unknown) => {
  console.error(error);
  // As if this script had not arrived, see load-again.js: what it needs did not.
  document.querySelector('script[type="module"]')?.dispatchEvent(new Event('error'));
});

async function start(): Promise<void> {
  // Scripts wait for the stylesheet, come or lost; without it not even the colours have values.
  if (getComputedStyle(document.documentElement).getPropertyValue('--p-surface') === '')
    throw new Error('The stylesheet did not arrive.');
  await bootstrapApplication(App, appConfig);
}
