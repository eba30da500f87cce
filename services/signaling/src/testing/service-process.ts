import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** As `npm start` runs it. */
const NODE_ARGS = ['--max-semi-space-size=4', '--heap-growing-percent=50'];

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The service as it runs in earnest: a process of its own. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';
  /** The port it listens on, once it does. */
  readonly ready: Promise<number>;
  /** Everything it said, once it has ended. */
  readonly ended: Promise<Ended>;

  constructor(env: Record<string, string>) {
    const child = spawn(process.execPath, [...NODE_ARGS, MAIN], {
      env: { HOST: '127.0.0.1', PORT: '0', ...env },
    });
    this.#child = child;
    child.stderr.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ready = new Promise((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        this.#stdout += chunk.toString();
        const port = /"listening","port":(\d+)/.exec(this.#stdout)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => resolve({ code, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Still running. */
  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it said so far. */
  get output(): string {
    return this.#stdout + this.#stderr;
  }

  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }
}
