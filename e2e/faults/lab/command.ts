import { spawnSync } from 'node:child_process';

/** Runs a short program to its end and returns what it printed; `input` is what it reads. Throws where it fails. */
export function command(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', input });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** The same for the network of this process: `ip addr add …`. */
export function ip(words: string): string {
  return command('ip', words.split(' '));
}
