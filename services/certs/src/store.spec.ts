import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from './store.ts';
import { newFolder } from './testing/folder.ts';

describe('Store', () => {
  it('makes a folder that nginx may enter, with a part that is for us alone', () => {
    const folder = join(newFolder().folder, 'not/there/yet');
    const store = new Store(folder);
    store.write('private/secret.txt', 'secret');
    store.write('www/page.html', 'page');
    const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;
    expect(mode('.') & 0o055)
      .withContext('others')
      .toBe(0o055);
    expect([mode('private'), mode('private/secret.txt')]).toEqual([0o700, 0o600]);
    expect(mode('www/page.html')).toBe(0o644);
  });
});
