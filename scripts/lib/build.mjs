import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { precompress } from './precompress.mjs';
import { APP_FILES, PINNED_NODE, ROOT, withOwnTools } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { writeRoomHtml } from './room-html.mjs';
import { run } from './run.mjs';

/** Files and folders the built app depends on. */
const INPUTS = [
  'projects',
  'angular.json',
  'tsconfig.base.json',
  'package-lock.json',
  'scripts/lib/build.mjs',
  'scripts/lib/precompress.mjs',
  'scripts/lib/room-html.mjs',
];
// What the builder found out about its chunks.
const STATS = join(ROOT, 'dist/parley/browser-stats.json');
const NO_INPUT = /\.spec\.ts$|\.md$/;
// Inside what `ng build` empties, so that no other build can be taken for ours.
const STAMP = join(ROOT, 'dist/parley/inputs.sha256');

/** Builds the production app, unless the one in dist was made from the same inputs. */
export async function buildIfChanged() {
  const inputs = hashInputs();
  if (readOrEmpty(STAMP) === inputs) return;
  console.log('Building the app …');
  const { code, output } = await ngBuild({ quiet: true });
  if (code !== 0) {
    console.error(output.trim());
    throw new PlainError('The app could not be built: see above.');
  }
  await finish(inputs);
}

/** Builds the production app in any case and shows what the builder says. */
export async function build() {
  const inputs = hashInputs();
  const { code } = await ngBuild({ quiet: false });
  if (code !== 0) throw new PlainError('The app could not be built: see above.');
  await finish(inputs);
}

function ngBuild(options) {
  const ng = join(ROOT, 'node_modules/@angular/cli/bin/ng.js');
  const env = { ...withOwnTools(), NG_CLI_ANALYTICS: 'false' };
  return run(PINNED_NODE, [ng, 'build', '--configuration=production', '--stats-json', '--progress=false'], {
    env,
    ...options,
  });
}

async function finish(inputs) {
  writeRoomHtml(APP_FILES, STATS);
  await precompress(APP_FILES);
  writeFileSync(STAMP, inputs);
}

/** Contents, not times: a checkout of another branch and back changes nothing. */
function hashInputs() {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of filesOf(join(ROOT, input))) {
      hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesOf(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .filter((entry) => entry.name !== 'node_modules' && !NO_INPUT.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
