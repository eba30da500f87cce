import { AppError } from '../core/app-error';
import {
  endedUnlessRefused,
  type MediaErrorCode,
  mediaErrorCode,
  type PermissionAnswer,
  toMediaError,
} from './media-error';

describe('mediaErrorCode', () => {
  const cases: readonly [name: string, message: string, PermissionAnswer, MediaErrorCode][] = [
    ['NotAllowedError', 'Permission denied', 'denied', 'permission-denied'],
    ['NotAllowedError', 'Permission denied', 'unknown', 'permission-denied'],
    ['NotAllowedError', 'Permission dismissed', 'unknown', 'permission-dismissed'],
    ['NotAllowedError', 'The request is not allowed.', 'prompt', 'permission-dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'granted', 'blocked-by-system'],
    ['NotAllowedError', 'The request is not allowed.', 'granted', 'blocked-by-system'],
    ['SecurityError', '', 'unknown', 'permission-denied'],
    ['NotFoundError', 'Requested device not found', 'granted', 'not-found'],
    ['OverconstrainedError', '', 'unknown', 'not-found'],
    ['NotReadableError', 'Could not start video source', 'granted', 'in-use'],
    ['AbortError', 'Starting videoinput failed', 'unknown', 'in-use'],
    ['NotSupportedError', '', 'unknown', 'unsupported'],
    ['InvalidStateError', '', 'unknown', 'unknown'],
  ];
  for (const [name, message, permission, code] of cases) {
    it(`is ${code} for ${name} "${message}" while the permission is ${permission}`, () => {
      expect(mediaErrorCode(new DOMException(message, name), permission)).toBe(code);
    });
  }

  it('is unknown for what is no DOMException', () => {
    expect([mediaErrorCode(new TypeError()), mediaErrorCode('x'), mediaErrorCode(null)]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('knows an OverconstrainedError that is no DOMException', () => {
    expect(mediaErrorCode({ name: 'OverconstrainedError', constraint: 'deviceId' })).toBe('not-found');
  });

  it('keeps the code of an error that has one, and the cause of one that has none', () => {
    const known = toMediaError(new AppError('in-use'));
    expect(toMediaError(known)).toBe(known);
    const cause = new DOMException('', 'NotFoundError');
    expect(toMediaError(cause).cause).toBe(cause);
  });

  it('says that a device ended, unless the person took the permission away', () => {
    expect(endedUnlessRefused(new DOMException('', 'NotFoundError')).code).toBe('ended');
    expect(endedUnlessRefused(new DOMException('', 'NotAllowedError')).code).toBe('permission-denied');
  });
});
