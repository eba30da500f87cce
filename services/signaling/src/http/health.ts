import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { ServicePhase } from '../service-phase.ts';

/** Says that the process answers, and for how long it has. Nothing about who uses it. */
export function health(clock: Clock): RequestHandler {
  const startedAt = clock.now();
  return (_request, response) => {
    response.set('Cache-Control', 'no-store');
    response.json({ status: 'ok', uptimeSeconds: Math.floor((clock.now() - startedAt) / 1000) });
  };
}

/** Whether to send new visitors here: 503 from the moment the service was told to stop. */
export function readiness(phase: ServicePhase): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-store');
    response.status(phase.closing ? 503 : 200).json({ status: phase.closing ? 'closing' : 'ready' });
  };
}
