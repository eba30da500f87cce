// Lists the languages of projects/parley/src/i18n for the app, and checks that they fit each other and the source.
//   node scripts/i18n.mjs          writes core/languages.ts from the folder, and into index.html what that page says before
//                                  any code is there: one more language = one more file
//   node scripts/i18n.mjs --check  fails when either is stale, a key is missing, unknown or unused
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SOURCE = join(import.meta.dirname, '../projects/parley/src');
const LIST = join(SOURCE, 'app/core/languages.ts');
const PAGE = join(SOURCE, 'index.html');
const SOURCE_LANGUAGE = 'en';

const languages = new Map(
  readdirSync(join(SOURCE, 'i18n'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    // The source language first: it is also the fallback.
    .sort((a, b) => Number(b === SOURCE_LANGUAGE) - Number(a === SOURCE_LANGUAGE) || a.localeCompare(b))
    .map((tag) => [tag, flatten(JSON.parse(readFileSync(join(SOURCE, 'i18n', `${tag}.json`), 'utf8')))]),
);
const written = new Map([
  [LIST, listOf(languages)],
  [PAGE, pageOf(languages)],
]);

if (process.argv.includes('--check')) {
  const problems = [...staleFiles(), ...unequalLanguages(), ...wrongUses()];
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? `i18n: ${languages.size} languages agree` : 'i18n: failed');
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  for (const file of stale()) writeFileSync(file, written.get(file));
}

function flatten(tree, path = '') {
  return Object.entries(tree).reduce((flat, [key, value]) => {
    const full = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return flat.set(full, value);
    return new Map([...flat, ...flatten(value, full)]);
  }, new Map());
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listOf(all) {
  const rows = [...all].map(
    ([tag, messages]) =>
      `  { tag: '${tag}', name: '${messages.get('app.language')}', load: () => import('../../i18n/${tag}.json') },\n`,
  );
  return `// Written by scripts/i18n.mjs from the files in src/i18n. The first is the fallback.\nexport const LANGUAGES = [\n${rows.join('')}] as const;\n`;
}

/** In every language, for nothing can choose one yet. */
function pageOf(all) {
  const words = [...all].map(
    ([tag, messages]) =>
      `<p lang="${tag}">${messages.get('app.notLoaded')} <a href="">${messages.get('app.tryAgain')}</a></p>`,
  );
  return readFileSync(PAGE, 'utf8').replace(
    /(<div id="not-loaded"[^>]*>).*?(?=<\/div>)/s,
    `$1${words.join('')}`,
  );
}

function stale() {
  return [...written.keys()].filter((file) => readOrEmpty(file) !== written.get(file));
}

function staleFiles() {
  return stale().map((file) => `${relative(SOURCE, file)} is stale: run node scripts/i18n.mjs`);
}

function placeholders(message) {
  return [...message.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name);
}

function unequalLanguages() {
  const source = languages.get(SOURCE_LANGUAGE);
  return [...languages].flatMap(([tag, messages]) => [
    ...[...source.keys()].filter((key) => !messages.has(key)).map((key) => `${tag}: ${key} is missing`),
    ...[...messages.keys()].filter((key) => !source.has(key)).map((key) => `${tag}: ${key} is not in en`),
    ...[...messages].flatMap(([key, message]) =>
      message.trim() === ''
        ? [`${tag}: ${key} is empty`]
        : differingPlaceholders(tag, key, message, source.get(key)),
    ),
  ]);
}

function differingPlaceholders(tag, key, message, original) {
  const used = new Set(placeholders(message));
  const known = new Set(placeholders(original ?? message));
  const same = used.size === known.size && [...used].every((name) => known.has(name));
  return same ? [] : [`${tag}: ${key} does not use the same {{values}} as en`];
}

function wrongUses() {
  const messages = languages.get(SOURCE_LANGUAGE);
  const namespaces = [...new Set([...messages.keys()].map((key) => key.split('.')[0]))];
  const literal = new RegExp(`['"\`]((?:${namespaces.join('|')})(?:\\.[\\w-]+)*\\.?)(?=['"\`]|\\$\\{)`, 'g');
  // The list of languages shows each by its own name; index.html is written from here.
  const used = new Set(['app.language', 'app.notLoaded']);
  const prefixes = new Set();
  for (const file of sourceFiles()) {
    for (const [, text] of readFileSync(file, 'utf8').matchAll(literal)) {
      if (text.endsWith('.')) prefixes.add(text);
      else if (text.includes('.')) used.add(text);
    }
  }
  const isUsed = (key) => used.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix));
  return [
    ...[...used].filter((key) => !messages.has(key)).map((key) => `source: ${key} has no text`),
    ...[...messages.keys()].filter((key) => !isUsed(key)).map((key) => `source: nothing shows ${key}`),
  ];
}

function sourceFiles() {
  return readdirSync(join(SOURCE, 'app'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.(ts|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== LIST);
}
