import { InjectionToken } from '@angular/core';
import { type MessageId, MessageIdSchema } from '@parley/protocol';
import { v4 } from 'uuid';
import * as v from 'valibot';

/** The id of a message written now. */
export const NEW_MESSAGE_ID = new InjectionToken<() => MessageId>('new message id', {
  factory: () => () => v.parse(MessageIdSchema, v4()),
});
