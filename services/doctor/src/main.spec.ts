import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { startService } from './testing/service.ts';
import type { RunningService } from './testing/service.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const FindingsSchema = v.array(
  v.strictObject({
    name: v.string(),
    saw: v.string(),
    verdict: v.picklist(['ok', 'warn', 'fail']),
    fix: v.nullable(v.string()),
  }),
);

describe('npm run doctor', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });
  }

  it('tells what it saw without colours to who is no terminal, and ends well where nothing fails', async () => {
    const { code, stdout } = await run(`http://127.0.0.1:${String(service.port)}`);
    expect(code).toBe(0);
    expect(stdout).toContain('ok    PeerServer: Opens with the token of a visitor.');
    expect(stdout).toMatch(/warn {2}TURN: .*\n {6}change: TURN_URLS=/);
    expect(stdout).toContain('Meetings work. 3 things could be better.');
    expect(stdout).not.toContain('\u001b');
  });

  it('ends with 1 where something fails', async () => {
    const { code, stdout } = await run('http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}Name and addresses: .*nothing listens there\.\n {6}change: ufw allow 1\/tcp/,
    );
  });

  it('tells it to programs', async () => {
    const { stdout } = await run('--json', `http://127.0.0.1:${String(service.port)}`);
    expect(v.parse(FindingsSchema, JSON.parse(stdout)).length).toBeGreaterThan(10);
  });

  it('says how it is used', async () => {
    expect((await run('--help')).stdout).toContain('npm run doctor -- https://meet.example');
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain('Which address?');
  });
});
