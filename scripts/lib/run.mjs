import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

const WINDOWS = process.platform === 'win32';
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end. With `quiet` its output is kept instead of shown; `onOutput` also gets it piece by piece.
 * After `timeoutMs` the program is ended, with all it started.
 * @returns {Promise<{ code: number, output: string }>} `code` is 1 where the program could not start or was ended.
 */
export function run(command, args, options = {}) {
  const { env = process.env, quiet = false, cwd = ROOT, onOutput, timeoutMs } = options;
  const stdout = quiet || onOutput !== undefined ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', stdout, stdout],
    // npm and ng are .cmd files there
    shell: WINDOWS,
    // A group of its own can be ended as a whole.
    detached: !WINDOWS,
  });
  const release = endTogether(child, timeoutMs);
  const output = collect(child, onOutput);
  return new Promise((resolve) => {
    const finish = (code) => {
      release();
      resolve({ code, output: output.text });
    };
    child.on('error', (error) => {
      output.text += `${error.message}\n`;
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

function collect(child, onOutput) {
  const output = { text: '' };
  const keep = (chunk) => {
    output.text += chunk;
    onOutput?.(chunk);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  return output;
}

/** Ends the child's group when we are told to end, or when its time is up. */
function endTogether(child, timeoutMs) {
  const end = (signal) => {
    if (WINDOWS) child.kill(signal);
    else if (child.pid !== undefined) killGroup(child.pid, signal);
  };
  const onSignal = (signal) => {
    end(signal);
    process.exit(1);
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, onSignal);
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => end('SIGKILL'), timeoutMs);
  return () => {
    for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
    clearTimeout(timer);
  };
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
