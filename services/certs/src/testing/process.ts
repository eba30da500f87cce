import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What takes longer has gone wrong, also on a busy machine. */
const PATIENCE_MS = 60_000;

/** A program in a group of its own, and everything it said. */
export class Process {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';
  #heard: () => void = () => {};

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const own = { PATH: process.env['PATH'], ...env };
    this.#child = spawn(command, args, { env: own, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#ended = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
        this.#heard();
      });
  }

  get output(): string {
    return this.#output;
  }

  /**
   * The first match of `words` in what it says, or has said.
   * @throws with all it said, where it ends or stays quiet
   */
  async says(words: RegExp): Promise<RegExpExecArray> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const found = words.exec(this.#output);
      if (found !== null) return found;
      if (late.aborted || this.#hasEnded)
        throw new Error(`It did not say ${String(words)}, but: ${this.#output}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
        late.addEventListener('abort', () => resolve());
        void this.#ended.then(() => resolve());
      });
    }
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Its exit code, once it has ended by itself. */
  async code(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  /** Ends it at once, with all that it started. */
  async kill(): Promise<void> {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await this.#ended;
  }
}
