import { readdirSync } from 'node:fs';
import { command } from './command.ts';

const PREFIX = 'parley-';
const NAMED = '/run/netns';

/** A network of its own for one participant's browser, by its name as `ip netns` knows it. */
export class Namespace {
  readonly name: string;

  static create(label: string): Namespace {
    const name = `${PREFIX}${process.pid}-${label}`;
    command('ip', ['netns', 'add', name]);
    const namespace = new Namespace(name);
    namespace.ip('link set lo up');
    return namespace;
  }

  private constructor(name: string) {
    this.name = name;
  }

  /** Runs a command of `ip` inside. */
  ip(words: string): string {
    return command('ip', ['-n', this.name, ...words.split(' ')]);
  }

  /** Runs any program inside. */
  run(words: string): string {
    return command('ip', ['netns', 'exec', this.name, ...words.split(' ')]);
  }

  /** Sends `signal` to every process inside at once. */
  signal(signal: NodeJS.Signals): void {
    for (const pid of command('ip', ['netns', 'pids', this.name]).split(/\s+/).filter(Boolean)) {
      try {
        process.kill(Number(pid), signal);
      } catch {
        // It ended with one that was before it in the list.
      }
    }
  }

  /** Ends all that runs inside and gives the name back. */
  remove(): void {
    this.signal('SIGKILL');
    command('ip', ['netns', 'delete', this.name]);
  }
}

/** Removes what a lab left behind that was killed before it could do so. */
export function removeLeftovers(): void {
  for (const name of namespaces()) {
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!isAlive(owner)) command('ip', ['netns', 'delete', name]);
  }
}

function namespaces(): string[] {
  try {
    return readdirSync(NAMED).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
