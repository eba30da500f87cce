// Writes the icon set of the app from the SVGs of @material-symbols/svg-400 (Apache-2.0).
//   node scripts/icons.mjs          from the names in ui/icon/icon-names.json, e.g. "mic", "mic-fill", "mic_off"
//   node scripts/icons.mjs --check  fails when the set is stale or holds a name that no source file mentions
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const APP = join(import.meta.dirname, '../projects/parley/src/app');
const NAMES = join(APP, 'ui/icon/icon-names.json');
const SET = join(APP, 'ui/icon/icons.ts');

const names = [...new Set(JSON.parse(readFileSync(NAMES, 'utf8')))].sort();
const set = await format(setOf(names), { ...(await resolveConfig(SET)), filepath: SET });

if (process.argv.includes('--check')) {
  const problems = [...(readOrEmpty(SET) === set ? [] : ['ui/icon/icons.ts is stale: run npm run icons'])];
  const sources = sourceText();
  problems.push(...names.filter((name) => !sources.includes(name)).map((name) => `icon ${name} is not used`));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? `icons: ${names.length} in use` : 'icons: failed');
  process.exitCode = problems.length === 0 ? 0 : 1;
} else if (readOrEmpty(SET) !== set) {
  writeFileSync(SET, set);
}

function pathOf(name) {
  const file = fileURLToPath(import.meta.resolve(`@material-symbols/svg-400/rounded/${name}.svg`));
  const path = /<path d="([^"]+)"/.exec(readFileSync(file, 'utf8'));
  if (path === null) throw new Error(`${name}.svg has no path`);
  return path[1];
}

function setOf(wanted) {
  const rows = wanted.map((name) => `  '${name}': '${pathOf(name)}',\n`);
  return `// Written by scripts/icons.mjs from @material-symbols/svg-400 (Apache-2.0).\nexport const ICONS = {\n${rows.join('')}} as const;\n\nexport type IconName = keyof typeof ICONS;\n`;
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** All sources as one text; a name counts as used where it stands between quotes. */
function sourceText() {
  const texts = readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.(ts|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== SET)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  return [...new Set([...texts.matchAll(/['"`]([\w-]+)['"`]/g)].map(([, word]) => word))];
}
