import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { allowOwnWorker } from './app/core/trusted-types';

allowOwnWorker(window);
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
