import type { ErrorCode } from '@parley/protocol';
import { AppError } from '../core/app-error';

/** What a request can fail with: the service's own codes, and what can go wrong on the way to it. */
export type SignalingErrorCode = ErrorCode | 'signaling-unreachable' | 'signaling-timeout' | 'bad-answer';

export class SignalingError extends AppError<SignalingErrorCode> {}
