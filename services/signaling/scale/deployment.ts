import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { ServiceProcess } from '../src/testing/service-process.ts';
import { Front } from './front.ts';
import { RedisProcess } from './redis-process.ts';

const SECRET = 'the secret that the nodes of a deployment share';
/** Of the kernel's clock: what `/proc` counts in. */
const TICKS_PER_SECOND = 100;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A server has a port.');
  return address.port;
}

/** Nodes as processes of their own, a real Redis, and a front that knows all nodes. */
export class Deployment {
  readonly redis: RedisProcess;
  readonly front: Front;
  readonly #ports: readonly number[];
  readonly #nodes: ServiceProcess[];
  readonly #env: Record<string, string>;

  private constructor(
    redis: RedisProcess,
    front: Front,
    ports: readonly number[],
    nodes: ServiceProcess[],
    env: Record<string, string>,
  ) {
    this.#env = env;
    this.redis = redis;
    this.front = front;
    this.#ports = ports;
    this.#nodes = nodes;
  }

  static async start(count: number, env: Record<string, string> = {}): Promise<Deployment> {
    const redis = await RedisProcess.start(await freePort());
    const ports: number[] = [];
    for (let index = 0; index < count; index += 1) ports.push(await freePort());
    const nodes = ports.map((port) => Deployment.#spawn(port, redis, env));
    await Promise.all(nodes.map((node) => node.ready));
    return new Deployment(redis, await Front.start(await freePort(), ports), ports, nodes, env);
  }

  /** Where a client reaches the deployment, or one node directly. */
  url(node: number | null = null): string {
    return `http://127.0.0.1:${node === null ? this.front.port : (this.#ports[node] ?? 0)}`;
  }

  get count(): number {
    return this.#ports.length;
  }

  get indexes(): readonly number[] {
    return [...this.#ports.keys()];
  }

  /** Ends a node, and resolves when it has. */
  async end(index: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#nodes[index]?.kill(signal);
    await this.#nodes[index]?.ended;
  }

  /** Starts a node that has ended, with empty memory. */
  async start(index: number): Promise<void> {
    const node = Deployment.#spawn(this.#ports[index] ?? 0, this.redis, this.#env);
    this.#nodes[index] = node;
    await node.ready;
  }

  /** Seconds of processor time each node has used. */
  processorSeconds(): number[] {
    return this.#nodes.map(({ pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    });
  }

  /** Lines in which a node says that something failed inside. */
  get failures(): readonly string[] {
    const failed = /"event":"(?:crashed|request-failed|http-failed|bus-message-refused)"|^(?!\{)./;
    return this.#nodes.flatMap((node) => node.output.split('\n').filter((line) => failed.test(line)));
  }

  async stop(): Promise<void> {
    await this.front.stop();
    await Promise.all(this.indexes.map((index) => this.end(index, 'SIGKILL')));
    await this.redis.stop();
  }

  static #spawn(port: number, redis: RedisProcess, env: Record<string, string>): ServiceProcess {
    const wide = { VISITS_PER_ADDRESS: '1000000', LOG_LEVEL: 'info', TRUST_PROXY: '0' };
    return new ServiceProcess({
      ...wide,
      PORT: String(port),
      REDIS_URL: redis.url,
      SESSION_SECRET: SECRET,
      ...env,
    });
  }
}
