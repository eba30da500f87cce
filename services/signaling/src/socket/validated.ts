import type { Ack, ErrorCode } from '@parley/protocol';
import * as v from 'valibot';
import { errorKind, stackOf } from '../logger.ts';
import type { Logger } from '../logger.ts';
import type { Eventually } from '../rooms/rooms.ts';

/** A listener for an event of which nothing is known yet: neither payload nor ack need be there. */
export type UntrustedListener = (...args: unknown[]) => void;

export function refuse(code: ErrorCode): Ack<never> {
  return { ok: false, error: { code } };
}

/** Whatever Socket.IO hands over to answer with. */
export function isAck(value: unknown): value is (answer: Ack<unknown>) => void {
  return typeof value === 'function';
}

/** Answers a packet whose last argument asks for an answer; does nothing for any other. */
export function answer(args: readonly unknown[], ack: Ack<unknown>): void {
  const last = args.at(-1);
  if (isAck(last)) last(ack);
}

/**
 * Parse, handle, answer. A payload that does not parse never reaches `handle`, and nothing thrown leaves this
 * function: Socket.IO calls listeners unguarded, so one exception would end the process and every call's signaling.
 */
export function validated<S extends v.GenericSchema, T>(
  schema: S,
  handle: (payload: v.InferOutput<S>) => Eventually<Ack<T>>,
  log: Logger,
): UntrustedListener {
  return (...args) => {
    const failed = (error: unknown): void => {
      log.error({ event: 'request-failed', error: errorKind(error), stack: stackOf(error) });
      answer(args, refuse('internal'));
    };
    try {
      const parsed = v.safeParse(schema, args[0]);
      const handled = parsed.success ? handle(parsed.output) : refuse('bad-request');
      if (handled instanceof Promise) handled.then((ack) => answer(args, ack)).catch(failed);
      else answer(args, handled);
    } catch (error) {
      failed(error);
    }
  };
}
