import { chooseRoom } from './room-link';

describe('chooseRoom', () => {
  const accepted: readonly [input: string, room: string][] = [
    ['blue-table', 'blue-table'],
    ['  Blue Table ', 'blue-table'],
    ['https://parley.example/blue-table', 'blue-table'],
    ['https://parley.example/blue-table/', 'blue-table'],
    ['https://parley.example/blue-table?name=Ada&join#x', 'blue-table'],
    ['http://localhost:3000/Blue%20Table', 'blue-table'],
    ['https://example.org/talk/parley/blue-table', 'blue-table'],
    ['parley.example/blue-table', 'blue-table'],
    ['/blue-table', 'blue-table'],
    ['HTTPS://PARLEY.EXAMPLE/B47E3C0E-6F0D-4D53-8A25-0C2B5E3A9A11', 'b47e3c0e-6f0d-4d53-8a25-0c2b5e3a9a11'],
  ];
  for (const [input, room] of accepted) {
    it(`takes "${input}"`, () => expect(chooseRoom(input) as unknown).toEqual({ room, problem: null }));
  }

  const refused: readonly [input: string, problem: string][] = [
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://parley.example', 'linkWithoutRoom'],
    ['https://parley.example/?new', 'linkWithoutRoom'],
    ['https://', 'linkWithoutRoom'],
    ['/', 'linkWithoutRoom'],
    ['ab', 'length'],
    ['a'.repeat(65), 'length'],
    ['küche', 'characters'],
    ['tea & cake', 'characters'],
    ['healthz', 'reserved'],
    ['https://parley.example/%E0%A4%A', 'characters'],
  ];
  for (const [input, problem] of refused) {
    it(`refuses "${input.slice(0, 40)}" as ${problem}`, () =>
      expect(chooseRoom(input) as unknown).toEqual({ room: null, problem }));
  }
});
