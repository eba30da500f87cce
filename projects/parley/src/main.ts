import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { allowOwnWorker } from './app/core/trusted-types';

allowOwnWorker(window);
// `load` comes after the stylesheet, arrived or lost; WebKit runs scripts before it (bug 209261).
if (isStyled() || document.readyState === 'complete') start();
else addEventListener('load', start, { once: true });

function start(): void {
  if (isStyled()) bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
  else dispatchEvent(new Event('page-lost'));
}

/** Without the stylesheet not even the colours have values. */
function isStyled(): boolean {
  return getComputedStyle(document.documentElement).getPropertyValue('--p-surface') !== '';
}
