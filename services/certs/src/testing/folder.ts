import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../store.ts';

const made: string[] = [];
process.once('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder of its own until the process ends, and the store in it. */
export function newFolder(): { readonly folder: string; readonly store: Store } {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certs-'));
  made.push(folder);
  return { folder, store: new Store(folder) };
}
