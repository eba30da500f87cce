import { relayAddresses } from './relay-address.ts';

describe('relayAddresses', () => {
  const read = (url: string) => {
    const [address] = relayAddresses([{ urls: [url], username: 'u', credential: 'c' }]).addresses;
    return address && [address.kind, address.host, address.port, address.transport];
  };

  it('reads what browsers read', () => {
    expect(read('stun:meet.example')).toEqual(['stun', 'meet.example', 3478, 'udp']);
    expect(read('turn:meet.example:443?transport=tcp')).toEqual(['turn', 'meet.example', 443, 'tcp']);
    expect(read('turn:192.0.2.1?transport=udp')).toEqual(['turn', '192.0.2.1', 3478, 'udp']);
    expect(read('turns:meet.example?transport=tcp')).toEqual(['turn', 'meet.example', 5349, 'tls']);
    expect(read('turn:[2001:db8::1]:3478')).toEqual(['turn', '2001:db8::1', 3478, 'udp']);
  });

  it('tells apart what they do not', () => {
    const urls = ['http://meet.example', 'turn:', 'turn:a?transport=sctp', 'turn:a:b'];
    expect(relayAddresses([{ urls }])).toEqual({ addresses: [], unreadable: urls });
  });
});
