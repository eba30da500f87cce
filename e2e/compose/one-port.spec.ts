import { docker } from '../../scripts/lib/compose.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/service.mjs';
import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

const IMAGE = `parley-one-port-${process.env['COMPOSE_PROJECT_NAME'] ?? 'test'}`;

async function ran(args: readonly string[]): Promise<string> {
  const { code, output } = await docker(args);
  if (code !== 0) throw new Error(`docker ${args.join(' ')}:\n${output}`);
  return output.trim();
}

test.describe('the image for platforms that give one port', () => {
  test.afterAll(async () => {
    await docker(['rm', '--force', IMAGE]);
    await docker(['image', 'rm', IMAGE]);
  });

  test('serves the app and a call on $PORT, not as root and without writing to itself', async ({
    participants,
    room,
  }) => {
    test.setTimeout(600_000);
    await ran(['build', '--quiet', '--tag', IMAGE, ROOT]);
    const port = await freePort();
    const limits = ['--read-only', '--cap-drop', 'ALL', '--memory', '512m'];
    await ran([
      ...['run', '--detach', '--name', IMAGE, ...limits],
      ...['--env', `PORT=${port}`, '--publish', `${port}:${port}`, IMAGE],
    ]);
    expect(await ran(['exec', IMAGE, 'id', '-un'])).toBe('node');
    const service = { url: `http://localhost:${port}` };
    await expect.poll(() => isReady(service.url)).toBe(true);
    const [ada, ben] = await participants(['Ada', 'Ben'], { service });
    await ada.enter(room);
    await ben.enter(room);
    await expectEveryoneSeesEveryone([ada, ben]);
  });
});

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
