import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../lib/paths.mjs';
import { requireFreePort } from '../lib/service.mjs';

/** Runs scripts/start.mjs, by npm where it is asked to; `ended` resolves to its exit code. */
export function start({ root = ROOT, args = [], env = {}, nodeArgs = [], viaNpm = false } = {}) {
  const [program, ...words] = viaNpm
    ? ['npm', 'start', '--']
    : [process.execPath, ...nodeArgs, 'scripts/start.mjs'];
  const child = spawn(program, [...words, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run = { child, output: '', ended: once(child, 'exit').then(([code]) => code) };
  const keep = (text) => (run.output += text);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  return run;
}

/** Exit code 1 and one plain sentence as the last line; nothing that looks like a stack trace. */
export async function assertPlainSentence(run, sentence) {
  assert.equal(await run.ended, 1);
  const lines = run.output.trim().split('\n');
  assert.match(lines.at(-1), sentence);
  assert.doesNotMatch(run.output, /^\s+at |Error:/m);
  return lines;
}

/** Waits until `run` has said `words`. */
export async function said(run, words) {
  while (!run.output.includes(words)) {
    await Promise.race([
      once(run.child.stdout, 'data'),
      run.ended.then((code) => assert.fail(`ended with ${code}: ${run.output}`)),
    ]);
  }
}

/** Waits until nobody listens on `port` any more: the test runner says so where that never comes. */
export async function untilFree(port) {
  for (;;) {
    const taken = await requireFreePort(port).catch((error) => error);
    if (taken === undefined) return;
    await delay(50);
  }
}
