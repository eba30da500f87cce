import { InjectionToken } from '@angular/core';
import { type MessageId, MessageIdSchema } from '@parley/protocol';
import { v4 } from 'uuid';
import * as v from 'valibot';

/** What time it is for a message written now: milliseconds since the Unix epoch. */
export const CHAT_NOW = new InjectionToken<() => number>('CHAT_NOW', { factory: () => () => Date.now() });

/**
 * The id of a message written now. From `uuid`, as `crypto.randomUUID` does not exist on a page opened over
 * plain http in a local network.
 */
export const NEW_MESSAGE_ID = new InjectionToken<() => MessageId>('NEW_MESSAGE_ID', {
  factory: () => () => v.parse(MessageIdSchema, v4()),
});
