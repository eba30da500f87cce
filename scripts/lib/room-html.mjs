import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Source files whose code a room link needs from the start; the last is loaded on demand by code of the first. */
const NEEDED = [/\/room\/room-page\/room-page\.ts$/, /\/node_modules\/peerjs\//, /^node_modules\/peerjs\//];

/**
 * Writes `room.html`: the page of the app with a preload for all code that a room needs. A room link is opened by
 * somebody who waits to be seen; without it each piece of code is asked for only by the piece before. It is a file of
 * its own because the first page needs none of this.
 * @param {string} folder The built app.
 * @param {string} stats The builder's `browser-stats.json`: an esbuild metafile.
 */
export function writeRoomHtml(folder, stats) {
  const { outputs } = JSON.parse(readFileSync(stats, 'utf8'));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const links = [...neededBy(outputs)]
    .map((file) => `/${basename(file)}`)
    .filter((path) => !page.includes(`"${path}"`))
    .map((path) => `<link rel="modulepreload" href="${path}">`);
  if (links.length === 0) throw new Error('No code of the room page was found in the builder’s statistics.');
  writeFileSync(join(folder, 'room.html'), page.replace('</head>', `${links.join('')}</head>`));
}

/** The entry points and, in turn, what they import at once. */
function neededBy(outputs) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file) || outputs[file] === undefined) return;
    found.add(file);
    for (const { path, kind, external } of outputs[file].imports) {
      if (kind === 'import-statement' && external !== true) visit(path);
    }
  };
  for (const [file, { entryPoint = '' }] of Object.entries(outputs)) {
    if (NEEDED.some((pattern) => pattern.test(entryPoint))) visit(file);
  }
  return found;
}
