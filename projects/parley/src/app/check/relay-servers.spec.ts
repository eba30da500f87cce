import { relaysOver, transportOf } from './relay-servers';

describe('relaysOver', () => {
  const servers = [
    {
      urls: ['stun:a.example', 'turn:a.example', 'turn:a.example:443?transport=tcp'],
      username: 'u',
      credential: 'c',
    },
    { urls: ['turns:b.example?transport=tcp'] },
  ];

  it('finds the relays of one transport, with their credentials', () => {
    expect(relaysOver(servers, 'udp')).toEqual([
      { urls: ['turn:a.example'], username: 'u', credential: 'c' },
    ]);
    expect(relaysOver(servers, 'tcp')).toEqual([
      { urls: ['turn:a.example:443?transport=tcp'], username: 'u', credential: 'c' },
    ]);
    expect(relaysOver(servers, 'tls')).toEqual([{ urls: ['turns:b.example?transport=tcp'] }]);
    expect(relaysOver([], 'udp')).toEqual([]);
  });

  it('takes STUN for no relay', () => {
    expect(transportOf('stun:a.example')).toBeNull();
    expect(transportOf('TURN:a.example?transport=udp')).toBe('udp');
  });
});
