import { UsageError, readOrder } from './command-line.ts';

describe('readOrder', () => {
  it('takes an address in any form, and nothing of it but the origin', () => {
    const url = (...args: string[]) => readOrder(args, {})?.url.href;
    expect(url('https://meet.example')).toBe('https://meet.example/');
    expect(url('meet.example')).toBe('https://meet.example/');
    expect(url('http://localhost:3000/tea-time?name=Ada')).toBe('http://localhost:3000/');
  });

  it('takes the address of the environment where none is given', () => {
    expect(readOrder([], { DOCTOR_URL: 'https://meet.example' })?.url.host).toBe('meet.example');
  });

  it('takes options', () => {
    expect(readOrder(['--json', '--ca', 'a.pem', '--http-port', '8080', 'meet.example'], {})).toEqual(
      jasmine.objectContaining({ json: true, authorityFiles: ['a.pem'], httpPort: 8080 }),
    );
    expect(readOrder(['--help'], {})).toBeNull();
  });

  const wrong = [
    [],
    ['a b'],
    ['one.example', 'two.example'],
    ['--nonsense'],
    ['--http-port', 'x', 'meet.example'],
  ];
  for (const args of wrong) {
    it(`says what is wrong with "${args.join(' ')}"`, () => {
      expect(() => readOrder(args, {})).toThrowError(UsageError);
    });
  }
});
