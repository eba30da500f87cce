import { connect } from 'node:net';
import type { Random } from '../random.ts';
import { garble } from './value.ts';

const METHODS: readonly [string, ...string[]] = [
  'GET',
  'POST',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PUT',
  'BREW',
  '',
];
const PATHS: readonly [string, ...string[]] = [
  '/',
  '/kitchen',
  '/healthz',
  '/readyz',
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/?EIO=4&transport=websocket&sid=__proto__',
  '/socket.io/?EIO[]=4',
  '/peer/peerjs?key=parley&id=x&token=y',
  '/peer/parley/peers',
  '/%E0%A4%A',
  '/..%2f..%2fetc%2fpasswd',
  '/.env',
  '/\0',
  '//',
  '*',
  'http://[/',
  '/a?b[__proto__][c]=1',
  `/${'a'.repeat(9_000)}`,
];
const HEADERS: readonly [string, ...string[]] = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 99',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Key: x',
  'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99999',
  'Origin: null',
  'Origin: https://evil.example',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 5, 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'Expect: 100-continue',
  'Expect: miracle',
  'Accept-Encoding: br;q=7, \x01',
  'Accept: text/html',
  'If-None-Match: "\xff',
  'If-Modified-Since: tomorrow',
  'Range: bytes=9-1,-,999999-',
  'X-Forwarded-For: ::ffff:999.1.1.1, ,[',
  'X-Forwarded-Host: [',
  'Host: [',
  ': nameless',
  'no colon at all',
  `Cookie: ${'c'.repeat(20_000)}`,
];
const BODIES: readonly [string, ...string[]] = [
  '',
  '',
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '\x88\x80',
];

/** What a client may send that nobody asked for. */
export function malformedHttp(random: Random): Buffer {
  if (random.chance(0.1)) return random.bytes(1 + random.below(200));
  const version = random.chance(0.9) ? 'HTTP/1.1' : random.pick(['HTTP/1.0', 'HTTP/9.9', 'SIP/2.0', '']);
  const headers = Array.from({ length: random.below(8) }, () => random.pick(HEADERS));
  if (random.chance(0.8)) headers.push('Host: localhost');
  const head = [`${random.pick(METHODS)} ${random.pick(PATHS)} ${version}`, ...headers].join('\r\n');
  const text = `${head}\r\n\r\n${random.pick(BODIES)}`;
  return Buffer.from(random.chance(0.3) ? garble(random, text) : text, 'latin1');
}

/** A request that opens a WebSocket but for one thing. */
export function malformedUpgrade(random: Random): Buffer {
  const path = random.pick([
    '/socket.io/?EIO=4&transport=websocket',
    '/peer/peerjs?key=parley&id=x&token=y',
    '/',
  ]);
  const text = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    random.pick(HEADERS),
  ].join('\r\n');
  const frames = random.chance(0.5) ? random.bytes(random.below(60)).toString('latin1') : '';
  return Buffer.from(`${random.chance(0.7) ? garble(random, text) : text}\r\n\r\n${frames}`, 'latin1');
}

/** Sends `message` on a connection of its own; resolves when that is over. */
export function sendHttp(port: number, message: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: false });
    socket.setTimeout(500, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.destroy());
    socket.once('close', () => resolve());
    socket.end(message);
  });
}
