import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';

/** Says that the process answers, and for how long it has. Nothing about who uses it. */
export function health(clock: Clock): RequestHandler {
  const startedAt = clock.now();
  return (_request, response) => {
    response.set('Cache-Control', 'no-store');
    response.json({ status: 'ok', uptimeSeconds: Math.floor((clock.now() - startedAt) / 1000) });
  };
}
