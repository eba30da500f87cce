import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { originCheck } from './origin.ts';

function request(headers: Record<string, string>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers });
}

type Case = readonly [what: string, headers: Record<string, string>, allowed: boolean];

function check(cases: readonly Case[], allowedOrigins: string[] | null, trustProxy: number): void {
  for (const [what, headers, allowed] of cases) {
    it(`${allowed ? 'allows' : 'refuses'} ${what}`, () => {
      expect(originCheck({ allowedOrigins, trustProxy })(request(headers))).toBe(allowed);
    });
  }
}

describe('originCheck', () => {
  describe('without a list', () => {
    const cases: readonly Case[] = [
      ['the same host', { origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
      ['the same host over TLS', { origin: 'https://meet.example', host: 'meet.example' }, true],
      [
        'the same host with the default port spelt out',
        { origin: 'https://meet.example', host: 'Meet.Example:443' },
        true,
      ],
      ['no browser', { host: 'meet.example' }, true],
      ['another host', { origin: 'https://evil.example', host: 'meet.example' }, false],
      ['another port', { origin: 'http://localhost:3001', host: 'localhost:3000' }, false],
      ['a subdomain', { origin: 'https://a.meet.example', host: 'meet.example' }, false],
      [
        'a host that starts alike',
        { origin: 'https://meet.example.evil.example', host: 'meet.example' },
        false,
      ],
      ['a sandboxed page', { origin: 'null', host: 'null' }, false],
      ['an extension', { origin: 'chrome-extension://meet.example', host: 'meet.example' }, false],
      ['no host', { origin: 'https://meet.example' }, false],
      [
        'a forwarded host that nobody vouches for',
        { origin: 'https://evil.example', host: 'meet.example', 'x-forwarded-host': 'evil.example' },
        false,
      ],
    ];
    check(cases, null, 0);
  });

  describe('behind a proxy', () => {
    const cases: readonly Case[] = [
      [
        'the forwarded host',
        { origin: 'https://meet.example', host: 'up', 'x-forwarded-host': 'meet.example' },
        true,
      ],
      [
        'its own host where none is forwarded',
        { origin: 'https://meet.example', host: 'meet.example' },
        true,
      ],
      [
        'another host',
        { origin: 'https://evil.example', host: 'up', 'x-forwarded-host': 'meet.example' },
        false,
      ],
      [
        'only what the nearest proxy said',
        { origin: 'https://evil.example', host: 'up', 'x-forwarded-host': 'evil.example, meet.example' },
        false,
      ],
    ];
    check(cases, null, 1);
  });

  describe('with a list', () => {
    const cases: readonly Case[] = [
      ['a listed origin', { origin: 'https://meet.example', host: 'up' }, true],
      ['another scheme', { origin: 'http://meet.example', host: 'up' }, false],
      ['its own host, which is not listed', { origin: 'https://up', host: 'up' }, true],
      ['an origin neither listed nor its own', { origin: 'https://evil.example', host: 'up' }, false],
      ['a sandboxed page', { origin: 'null', host: 'up' }, false],
    ];
    check(cases, ['https://meet.example'], 0);
  });
});
