import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../signaling/src/main.ts', import.meta.url));
const PAGE = '<!doctype html><app-root></app-root>';

/** The real service, as a process of its own, with an app that has nothing in it. */
export interface RunningService {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function startService(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const app = mkdtempSync(join(tmpdir(), 'parley-doctor-'));
  for (const page of ['index.html', 'room.html']) writeFileSync(join(app, page), PAGE);
  writeFileSync(join(app, 'ngsw.json'), '{"configVersion":1}');
  const child = spawn(process.execPath, [MAIN], {
    env: { HOST: '127.0.0.1', PORT: '0', STATIC_DIR: app, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`The service did not start: ${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /"listening","port":(\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
  });
  return {
    port,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(app, { recursive: true, force: true });
    },
  };
}
