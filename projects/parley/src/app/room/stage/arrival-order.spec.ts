import { arrivalOrder } from './arrival-order';
import { tileOf } from './testing/tiles';

describe('arrivalOrder', () => {
  const [ada, ben, cleo] = [tileOf('Ada'), tileOf('Ben'), tileOf('Cleo')];

  it('keeps known tiles where they were, whatever order is asked for', () => {
    expect(arrivalOrder([cleo, ada, ben], [ada, ben, cleo])).toEqual([ada, ben, cleo]);
  });

  it('puts new ones at the end, in the order asked for', () => {
    expect(arrivalOrder([cleo, ada, ben], [ben])).toEqual([ben, cleo, ada]);
  });

  it('lets go of those who left', () => {
    expect(arrivalOrder([cleo], [ada, ben, cleo])).toEqual([cleo]);
  });

  it('hands out what the tiles are now, not what they were', () => {
    const muted = { ...ada, microphoneOn: false };
    expect(arrivalOrder([muted, ben], [ada, ben])[0]).toBe(muted);
  });
});
