import { parseRoomName } from '@parley/protocol';
import { newRoomName } from './new-room';

describe('newRoomName', () => {
  it('is a room nobody has had before', () => {
    const [one, other] = [newRoomName(), newRoomName()];
    expect(parseRoomName(one) as unknown).toBe(one);
    expect(one).not.toBe(other);
  });
});
