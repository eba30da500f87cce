import * as v from 'valibot';
import { StoredValue } from './stored-value';
import { FakeStorage, ForbiddenStorage } from './testing/fake-storage';

describe('StoredValue', () => {
  const schema = v.object({ count: v.number() });
  let storage: FakeStorage;
  let value: StoredValue<typeof schema>;

  beforeEach(() => {
    storage = new FakeStorage();
    value = new StoredValue(storage, 'key', schema);
  });

  it('reads what it wrote', () => {
    value.write({ count: 3 });
    expect(value.read()).toEqual({ count: 3 });
  });

  it('reads nothing where nothing was written, or after it was removed', () => {
    expect(value.read()).toBeNull();
    value.write({ count: 3 });
    value.remove();
    expect(value.read()).toBeNull();
  });

  for (const text of ['{', 'null', '{"count":"three"}', '[]']) {
    it(`reads nothing from ${text}`, () => {
      storage.setItem('key', text);
      expect(value.read()).toBeNull();
    });
  }

  for (const [name, refused] of [
    ['missing', null],
    ['forbidden', new ForbiddenStorage()],
  ] as const) {
    it(`goes on where storage is ${name}`, () => {
      const homeless = new StoredValue(refused, 'key', schema);
      homeless.write({ count: 3 });
      homeless.remove();
      expect(homeless.read()).toBeNull();
    });
  }
});
