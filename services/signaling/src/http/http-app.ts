import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { errorKind } from '../logger.ts';
import type { Logger } from '../logger.ts';
import type { ServicePhase } from '../service-phase.ts';
import { health, readiness } from './health.ts';
import { securityHeaders } from './security-headers.ts';
import { staticApp } from './static-app.ts';

export interface HttpAppOptions {
  readonly config: Pick<Config, 'staticDir' | 'trustProxy' | 'frameAncestors'>;
  readonly clock: Clock;
  readonly phase: ServicePhase;
  readonly log: Logger;
}

const notFound: RequestHandler = (_request, response) => {
  response.status(404).type('text').send('Not found\n');
};

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
const hostNamed: RequestHandler = ({ headers, httpVersion }, response, next) => {
  if (headers.host !== undefined || httpVersion === '1.0') next();
  else response.status(400).type('text').send('Bad request\n');
};

function failed(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const given: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
    const isClientError = typeof given === 'number' && given >= 400 && given < 500;
    if (!isClientError) log.error({ event: 'http-failed', error: errorKind(error) });
    response.status(isClientError ? given : 500);
    response.type('text').send(isClientError ? 'Bad request\n' : 'The service failed\n');
  };
}

/** Everything that is answered over plain HTTP. */
export function createHttpApp({ config, clock, phase, log }: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', false);
  app.use(securityHeaders(config.frameAncestors));
  app.use(hostNamed);
  app.get('/healthz', health(clock));
  app.get('/readyz', readiness(phase));
  // Both speak WebSocket only; their paths must not fall through to the app's page.
  app.use(['/socket.io', '/peer'], notFound);
  if (config.staticDir !== null) app.use(staticApp(config.staticDir));
  app.use(notFound);
  app.use(failed(log));
  return app;
}
