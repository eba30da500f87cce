import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';

/** Resolves when something listens on `port` of this machine. */
export async function listening(port: number): Promise<void> {
  for (;;) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (reached) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A real Redis that keeps nothing. */
export class RedisProcess {
  readonly #port: number;
  #child: ChildProcess;

  private constructor(port: number) {
    this.#port = port;
    this.#child = RedisProcess.#spawn(port);
  }

  static async start(port: number): Promise<RedisProcess> {
    const redis = new RedisProcess(port);
    await listening(port);
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** Hangs: connections stay, and nobody answers. */
  stall(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  /** Dies, and comes back with empty memory. */
  async restart(): Promise<void> {
    await this.stop();
    this.#child = RedisProcess.#spawn(this.#port);
    await listening(this.#port);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }

  static #spawn(port: number): ChildProcess {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    return spawn('redis-server', args, { stdio: 'ignore' });
  }
}
