import { shortRoomName } from './room-name';

describe('shortRoomName', () => {
  it('keeps a name somebody chose', () => {
    expect(shortRoomName('blue-table')).toEqual({ name: 'blue-table', generated: false });
  });

  it('shows only the beginning of a generated one', () => {
    expect(shortRoomName('b47e3c0e-6f0d-4d53-8a25-0c2b5e3a9a11')).toEqual({
      name: 'b47e3c',
      generated: true,
    });
  });
});
