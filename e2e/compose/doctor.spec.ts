import { compose, docker } from '../../scripts/lib/compose.mjs';
import { expect, test } from '../fixtures/participants.ts';
import { HTTP_PORT } from './stack.ts';
import { settledNetwork } from './settled-network.ts';

interface Seen {
  readonly code: number;
  /** One line for each thing that does not work. */
  readonly failures: string[];
  readonly count: number;
}

/** What the doctor finds from the network of the host. */
async function examine(): Promise<Seen> {
  const { code, output } = await docker([
    ...['compose', 'run', '--rm', '--no-deps', '-T', 'doctor'],
    ...['--json', '--http-port', String(HTTP_PORT)],
  ]);
  const findings: unknown = JSON.parse(output.slice(output.indexOf('[\n'), output.lastIndexOf(']') + 1));
  if (!Array.isArray(findings)) throw new Error(output);
  const failures = findings.flatMap((finding: unknown) =>
    JSON.stringify(finding).includes('"verdict":"fail"') ? [JSON.stringify(finding)] : [],
  );
  return { code, failures, count: findings.length };
}

test.describe('the doctor', () => {
  test('finds nothing that fails in a deployment as it comes', async () => {
    await compose('build', '--quiet', 'doctor');
    const { code, failures, count } = await examine();
    expect(failures).toEqual([]);
    expect(code).toBe(0);
    expect(count).toBeGreaterThan(15);
  });

  test('says so when the relay is down', async () => {
    await compose('stop', 'turn');
    try {
      const { code, failures } = await examine();
      expect(code).toBe(1);
      expect(failures.join('\n')).toMatch(/TURN over UDP/);
    } finally {
      await compose('start', 'turn');
      // For the pages of the next test.
      await settledNetwork();
    }
  });
});
