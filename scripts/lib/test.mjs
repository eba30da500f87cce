import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provideChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { ROOT, withOwnTools } from './paths.mjs';
import { runTool } from './plain-error.mjs';
import { run } from './run.mjs';
import { PARTS } from './test-parts.mjs';

const RESULTS = join(ROOT, '.cache/results');
const PART_WITHIN_MS = 15 * 60_000;
/** Of a part that failed, said again at the end. */
const LAST_LINES = 20;

runTool(async () => {
  const all = readAll();
  await install();
  const env = { ...withOwnTools(), CHROME_BIN: await provideChromium(), FORCE_COLOR: '0' };
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });

  const outcomes = [];
  for (const part of PARTS) {
    outcomes.push(part.isLong && !all ? leftOut(part) : await runPart(part, env));
  }
  summarise(outcomes);
});

/** Whether the parts that take minutes each shall run too. */
function readAll() {
  const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
  return values.all;
}

function leftOut({ title, script }) {
  const notRun = `it takes minutes more, see npm test -- --all, or npm run ${script}`;
  return { title, seconds: '0.0', passed: 0, failed: 0, skipped: 0, notRun };
}

async function runPart(part, env) {
  console.log(`\n── ${part.title} (npm run ${part.script})`);
  const start = Date.now();
  const resultsFile = join(RESULTS, `${part.script.replace(':', '-')}.json`);
  const { code, output } = await run('npm', ['run', '--silent', part.script], {
    env: { ...env, RESULTS_FILE: resultsFile },
    // Tests are watched while they run; a check is heard of only when it objects.
    onOutput: part.count ? (text) => process.stdout.write(text) : () => undefined,
    timeoutMs: PART_WITHIN_MS,
  });
  if (!part.count && code !== 0) console.log(output.trim());
  const counts = outcomeOf(part, code, output, resultsFile);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s: ${inWords(counts)}`);
  const reasons = counts.failed === 0 ? '' : part.reasons?.(output, resultsFile) || lastLines(output);
  return { ...counts, title: part.title, seconds, reasons };
}

function lastLines(output) {
  return output.trim().split('\n').slice(-LAST_LINES).join('\n');
}

/** A runner that crashed, or that ran nothing, has failed, however few failures it counted. */
function outcomeOf(part, code, output, resultsFile) {
  const counts = part.count
    ? part.count(output, resultsFile)
    : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  const known = counts ?? { passed: 0, failed: 0, skipped: 0 };
  const ranNothing = known.passed === 0 && known.notRun === undefined;
  const silent = known.failed === 0 && (code !== 0 || ranNothing);
  return silent ? { ...known, failed: 1 } : known;
}

function summarise(outcomes) {
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  console.log('');
  for (const { title, seconds, ...counts } of outcomes) {
    console.log(`${title.padEnd(30)} ${seconds.padStart(6)} s  ${inWords(counts)}`);
  }
  // Again, for whoever sees only the end of a long log.
  for (const { title, failed, reasons } of outcomes) {
    if (failed > 0) console.log(`\n── What failed in “${title}”\n${reasons}`);
  }
  console.log(`\n${inWords(total)}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function inWords({ passed, failed, skipped, notRun }) {
  if (notRun !== undefined && failed === 0) return `not run: ${notRun}`;
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
