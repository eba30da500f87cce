import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const BIN = join(ROOT, 'node_modules/.bin');
export const APP_FILES = join(ROOT, 'dist/parley/browser');
export const SERVICE_MAIN = join(ROOT, 'services/signaling/src/main.ts');

export const CERTS_MAIN = join(ROOT, 'services/certs/src/main.ts');

/** The Node 24 that came with `npm ci`: it runs TypeScript as it is, whatever Node the machine has. */
export const PINNED_NODE = join(
  ROOT,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The environment in which the project's own tools are found first. */
export function withOwnTools(env = process.env) {
  return { ...env, PATH: [BIN, env.PATH].join(delimiter) };
}

/** The environment of the machine itself. `npm ci` deletes the tools it would otherwise run on. */
export function withoutOwnTools(env = process.env) {
  const foreign = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(ROOT, 'node_modules')));
  return { ...env, PATH: foreign.join(delimiter) };
}
