import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Of what one error says. */
const ERROR_LINES = 12;

/**
 * The parts of `npm test` in their order. Each is a script of package.json. `count` reads how many tests passed, failed
 * and were skipped; a part without it has no tests and counts as one check. `reasons` finds why tests failed where that is
 * not what the part says last. `notRun` says why a part that needs more than every machine has was left out. Those that
 * are `isLong` run with `npm test -- --all` only.
 */
export const PARTS = [
  { title: 'Format', script: 'format:check' },
  { title: 'Lint', script: 'lint' },
  { title: 'Dead code', script: 'knip' },
  { title: 'Translations', script: 'i18n:check' },
  { title: 'Icons', script: 'icons:check' },
  { title: 'Configuration', script: 'configuration:check' },
  { title: 'Types', script: 'typecheck' },
  { title: 'Production build', script: 'build' },
  { title: 'Unit tests', script: 'test:unit', count: readUnitTests },
  { title: 'Signaling and protocol tests', script: 'test:signaling', count: readJasmine },
  { title: 'Tests of the certificates', script: 'test:certs', count: readJasmine },
  { title: 'Tests of the doctor', script: 'test:doctor', count: readJasmine },
  { title: 'Tests of the scripts', script: 'test:scripts', count: readNodeTest },
  { title: 'End-to-end tests', script: 'test:e2e', count: readPlaywright, reasons: playwrightReasons },
  {
    title: 'Certificates by ACME',
    script: 'test:acme',
    count: readOptional(readJasmine),
    isLong: true,
  },
  { title: 'The relay', script: 'test:turn', count: readOptional(readRows), isLong: true },
  { title: 'Several nodes', script: 'test:scale', count: readOptional(readRows), isLong: true },
  {
    title: 'The stack in containers',
    script: 'test:compose',
    count: readOptional(readPlaywright),
    reasons: playwrightReasons,
    isLong: true,
  },
];

/** What our Karma reporter left. */
function readUnitTests(_output, resultsFile) {
  return readJson(resultsFile);
}

/** `12 specs, 1 failure, 2 pending specs`, once for each Jasmine run; errors outside of specs count as failures. */
export function readJasmine(output) {
  const runs = [...output.matchAll(/^(\d+) specs?, (\d+) failures?(?:, (\d+) pending specs?)?/gm)];
  if (runs.length === 0) return null;
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [, specs, failures, pending = '0'] of runs) {
    total.failed += Number(failures);
    total.skipped += Number(pending);
    total.passed += Number(specs) - Number(failures) - Number(pending);
  }
  return total;
}

/** The summary of node's own test runner, in its `spec` and its `tap` form. */
function readNodeTest(output) {
  const number = (word) => Number(new RegExp(`^[#ℹ] ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? Number.NaN);
  const counts = {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
  };
  return Object.values(counts).some(Number.isNaN) ? null : counts;
}

/** The last line of programs that measure and print a table. */
export function readRows(output) {
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  return passed === undefined ? null : { passed: Number(passed), failed: Number(failed), skipped: 0 };
}

/** A part that says `not run: why` where the machine lacks what it needs. */
function readOptional(read) {
  return (output, resultsFile) => {
    const notRun = /^not run: (.+)$/m.exec(output)?.[1];
    return notRun === undefined ? read(output, resultsFile) : { passed: 0, failed: 0, skipped: 0, notRun };
  };
}

/** A test that passed only when repeated has failed: nothing here may depend on luck. */
export function readPlaywright(_output, resultsFile) {
  const report = readJson(resultsFile);
  if (report === null) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  // Errors outside of tests: a file that does not load, a server that does not start.
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** Each test that failed, and the first lines of each of its errors. */
export function playwrightReasons(_output, resultsFile) {
  const report = readJson(resultsFile);
  if (report === null) return '';
  const specs = report.suites.flatMap(specsOf).filter(({ ok }) => !ok);
  const ofTests = specs.map(({ title, file, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
    return [`${file} › ${title}`, ...errors.map(firstLines)].join('\n');
  });
  return [...report.errors.map(firstLines), ...ofTests].join('\n');
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function firstLines({ message = '' }) {
  const lines = stripVTControlCharacters(message).split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, ERROR_LINES)
    .join('\n')
    .replace(/^/gm, '  ');
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
