import { pino, stdTimeFunctions } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from './variables.ts';

export type { Logger } from 'pino';

/**
 * JSON lines on standard output. `info` is one line for each lifecycle transition. Nothing logged may hold a name,
 * a room name, SDP, a token or an address: participant ids are random and mean nothing outside the process.
 */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: null, timestamp: stdTimeFunctions.isoTime });
}

/** The kind of `error` without its message, which may quote what a client sent. */
export function errorKind(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Where `error` happened: its stack without the message. */
export function stackOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  const frames = stack?.indexOf('\n    at ') ?? -1;
  return frames < 0 ? undefined : stack?.slice(frames + 1);
}
