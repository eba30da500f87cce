import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RawClient } from './testing/raw-client.ts';
import { TestService } from './testing/service.ts';
import { TestClient } from './testing/test-client.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(env: Record<string, string>): {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** The port it listens on. */
  ready: Promise<number>;
} {
  const child = spawn(process.execPath, [MAIN], { env: { HOST: '127.0.0.1', ...env } });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const port = /"listening","port":(\d+)/.exec(stdout)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended, ready };
}

describe('the process', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`closes cleanly on ${signal}`, async () => {
      const { child, ended, ready } = start({ PORT: '0' });
      await ready;
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('"closed"');
    });
  }

  it('tells its clients before it ends, which takes less than ten seconds', async () => {
    const { child, ended, ready } = start({ PORT: '0' });
    const port = await ready;
    const client = await TestClient.connect(`http://127.0.0.1:${String(port)}`);
    const frozen = await RawClient.connect(`ws://127.0.0.1:${String(port)}`);
    frozen.freeze();
    const startedAt = performance.now();
    child.kill('SIGTERM');
    expect((await client.next('service:closing')).reconnectAfterMs).toBeGreaterThanOrEqual(500);
    await client.disconnected;
    expect((await ended).code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    frozen.terminate();
  });

  it('refuses a wrong variable in one sentence', async () => {
    const { code, stdout, stderr } = await start({ PORT: 'http' }).ended;
    expect([code, stdout, stderr]).toEqual([1, '', 'PORT must be a port number from 0 to 65535.\n']);
  });

  it('says in one sentence that its port is taken', async () => {
    const other = await TestService.start();
    const { code, stderr } = await start({ PORT: String(other.port) }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another program already uses port \d+: [^\n]+\.\n$/);
    await other.close();
  });
});
