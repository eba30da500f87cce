import { errorKind, stackOf } from './logger.ts';

describe('what is logged of an error', () => {
  it('is its kind and its stack, without the message', () => {
    const error = new TypeError('Ada said\nsomething');
    expect(errorKind(error)).toBe('TypeError');
    expect(stackOf(error)).toMatch(/^ {4}at /);
    expect(stackOf(error)).toContain('logger.spec');
    expect(stackOf(error)).not.toMatch(/Ada|something/);
  });

  it('is no stack where there are no frames, so that no message passes for one', () => {
    const error = new Error('secret');
    error.stack = 'Error: secret';
    expect(stackOf(error)).toBeUndefined();
    expect(stackOf('secret')).toBeUndefined();
    expect(errorKind('secret')).toBe('string');
  });
});
