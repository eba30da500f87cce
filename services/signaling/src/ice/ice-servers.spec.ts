import { createHmac } from 'node:crypto';
import { ParticipantIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import { FakeClock } from '../testing/fake-clock.ts';
import { iceServers } from './ice-servers.ts';

const ADA = v.parse(ParticipantIdSchema, '00000000-0000-4000-8000-000000000001');
const SECRET = 'a secret of the relay and the service';
const URLS = ['stun:{host}:3478', 'turn:{host}:3478?transport=udp', 'turns:relay.example:5349?transport=tcp'];

describe('iceServers', () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock(1_800_000_000_500);
  });

  it('names nothing where nothing is configured', () => {
    expect(iceServers({ servers: [], urls: [], secret: null, clock })(ADA, 'meet.example')).toEqual([]);
  });

  it('gives the relay on the host the browser reached, open for ten minutes', () => {
    const [finder, relay] = iceServers({ servers: [], urls: URLS, secret: SECRET, clock })(
      ADA,
      '[2001:db8::1]',
    );
    expect(finder).toEqual({ urls: ['stun:[2001:db8::1]:3478'] });
    const username = `1800000600:${ADA}`;
    expect(relay).toEqual({
      urls: ['turn:[2001:db8::1]:3478?transport=udp', 'turns:relay.example:5349?transport=tcp'],
      username,
      credential: createHmac('sha1', SECRET).update(username).digest('base64'),
    });
  });

  it('gives fresh credentials as time goes on', () => {
    const source = iceServers({ servers: [], urls: URLS, secret: SECRET, clock });
    const before = source(ADA, 'a').at(-1);
    clock.advance(60_000);
    expect(source(ADA, 'a').at(-1)).not.toEqual(before);
  });

  it('adds them to the servers that are the same for everybody', () => {
    const fixed = { urls: ['turn:elsewhere.example'], username: 'u', credential: 'c' };
    const [first, , third] = iceServers({ servers: [fixed], urls: URLS, secret: null, clock })(ADA, 'a');
    expect(first).toEqual(fixed);
    expect(third).toEqual({ urls: ['turn:a:3478?transport=udp', 'turns:relay.example:5349?transport=tcp'] });
  });
});
