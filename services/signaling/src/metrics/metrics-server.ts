import { createServer } from 'node:http';
import express from 'express';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import { listenOn } from '../http/listen.ts';
import { refuseBrokenRequests } from '../http/refusal.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Logger } from '../logger.ts';
import type { Meter } from './meter.ts';

type MetricsConfig = Pick<Config, 'metricsPort' | 'metricsHost'>;

/**
 * Answers `/metrics` on a port of its own, so that no proxy in front of the service can show it to the world. `null`
 * where none is asked for; then the library is not loaded either.
 * @throws ConfigError where the port is taken or the address not ours.
 */
export async function openMetrics(config: MetricsConfig, log: Logger): Promise<Meter | null> {
  const { metricsPort: port, metricsHost: host } = config;
  if (port === null) return null;
  const { PrometheusMeter } = await import('./prometheus-meter.ts');
  const meter = new PrometheusMeter();
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders());
  app.get('/metrics', async (_request, response) => {
    response.set('Cache-Control', 'no-store');
    response.type(meter.contentType).send(await meter.text());
  });
  app.use((_request, response) => {
    response.status(404).type('text').send('Not found\n');
  });
  const server = createServer({ requireHostHeader: false }, app);
  refuseBrokenRequests(server);
  const { port: metricsPort } = await listenOn(server, { port, host }).catch(() => {
    throw new ConfigError('METRICS_PORT and METRICS_HOST must name a free port of this machine.');
  });
  log.info({ event: 'metrics-listening', metricsPort });
  return meter;
}
