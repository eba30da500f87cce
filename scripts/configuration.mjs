// Writes what can be configured from where it is decided, so that neither page nor check can drift.
//   node scripts/configuration.mjs          writes the tables of docs/configuration.md, and services/turn/env-names
//   node scripts/configuration.mjs --check  fails when one is stale, or a variable is not described
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { VARIABLES as CERTS } from '../services/certs/src/config.ts';
import { ELSEWHERE } from '../services/signaling/src/unknown-variable.ts';
import { VARIABLES as SERVICE } from '../services/signaling/src/variables.ts';
import { COMPOSE, RELAY } from './lib/other-variables.mjs';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'docs/configuration.md');
/** What a file .env may hold, for the check in services/turn. */
const NAMES = join(ROOT, 'services/turn/env-names');
const SECTIONS = { service: SERVICE, certs: CERTS, relay: RELAY, compose: COMPOSE };

const composeFile = read('docker-compose.yml');
const inCompose = defaultsIn(composeFile);
const names = `${[...inCompose.keys(), ...passedOn(composeFile)].sort().join('\n')}\n`;
const page = await pageOf(readFileSync(PAGE, 'utf8'));

if (process.argv.includes('--check')) {
  const problems = [
    ...(readFileSync(PAGE, 'utf8') === page ? [] : ['docs/configuration.md is stale']),
    ...(readFileSync(NAMES, 'utf8') === names ? [] : ['services/turn/env-names is stale']),
    ...undescribed(),
    ...otherDefaults(),
  ];
  for (const problem of problems) console.error(`${problem}: see scripts/configuration.mjs`);
  console.log(problems.length === 0 ? 'configuration: everything is described' : 'configuration: failed');
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  writeFileSync(PAGE, page);
  writeFileSync(NAMES, names);
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Names in `${NAME:-default}`, with the default of each. */
function defaultsIn(text) {
  const found = text.matchAll(/\$\{([A-Z_]+)(?::-((?:[^{}$]|\{host\})*)\})?/g);
  return new Map([...found].map(([, name, fallback]) => [name, fallback ?? '']).reverse());
}

/** Names that the file passes on as they are: `environment: [NAME]`. */
function passedOn(text) {
  const lists = [...text.matchAll(/environment: \[([A-Z_, ]+)\]/g)];
  return lists.flatMap(([, list]) => list.split(', '));
}

function fallbackOf({ fallback, unset }) {
  if (unset !== undefined) return unset;
  return fallback === undefined || fallback === null ? 'none' : `\`${fallback}\``;
}

/** What a composed deployment makes of it. */
function inEnvFile(name, variable) {
  if (variable.composed === false || !names.split('\n').includes(name)) return '';
  const there = inCompose.get(name) ?? '';
  return there === '' || `\`${there}\`` === fallbackOf(variable) ? 'yes' : `yes, \`${there}\``;
}

function table(variables) {
  const rows = Object.entries(variables).map(([name, variable]) => [
    `\`${name}\``,
    fallbackOf(variable),
    variable.must,
    variable.means,
    inEnvFile(name, variable),
  ]);
  const head = ['variable', 'default', 'must', 'meaning', 'in `.env`'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function pageOf(before) {
  const written = Object.entries(SECTIONS).reduce(
    (text, [section, variables]) =>
      text.replace(
        new RegExp(`(<!-- ${section} -->\n)[^]*?(<!-- /${section} -->)`),
        (_all, begin, end) => `${begin}\n${table(variables)}\n\n${end}`,
      ),
    before,
  );
  return prettier.format(written, { ...(await prettier.resolveConfig(PAGE)), parser: 'markdown' });
}

function undescribed() {
  const described = new Set(Object.values(SECTIONS).flatMap((variables) => Object.keys(variables)));
  const relay = read('services/turn/entrypoint.sh').match(/\b(?:TURN_[A-Z_]+|EXTERNAL_IP)\b/g) ?? [];
  return [
    ...[...names.trim().split('\n'), ...relay, ...ELSEWHERE]
      .filter((name) => !described.has(name) && name !== 'TURN_HOST' && name !== 'TURN_')
      .map((name) => `${name} is not described`),
    ...Object.keys({ ...RELAY, ...COMPOSE })
      .filter((name) => name.startsWith('TURN_') && !(name in SERVICE) && !ELSEWHERE.includes(name))
      .map((name) => `${name} is not known to the service`),
  ];
}

/** Defaults of the relay are written in its script. */
function otherDefaults() {
  const actual = defaultsIn(read('services/turn/entrypoint.sh'));
  return Object.entries(RELAY)
    .filter(([name, { fallback }]) => fallback !== undefined && actual.get(name) !== fallback)
    .map(([name]) => `the default of ${name} is ${actual.get(name)}`);
}
