import { InjectionToken } from '@angular/core';
import { type MessageId, MessageIdSchema } from '@parley/protocol';
import { v4 } from 'uuid';
import * as v from 'valibot';

/**
 * The id of a message written now. From `uuid`, as `crypto.randomUUID` does not exist on a page opened over
 * plain http in a local network.
 */
export const NEW_MESSAGE_ID = new InjectionToken<() => MessageId>('new message id', {
  factory: () => () => v.parse(MessageIdSchema, v4()),
});
