import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../store.ts';

/** An empty folder of its own, and the store in it. */
export function newFolder(): { readonly folder: string; readonly store: Store } {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certs-'));
  return { folder, store: new Store(folder) };
}
