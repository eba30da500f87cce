import { docker } from '../../scripts/lib/compose.mjs';
import { compose, hashOfFile } from '../../scripts/lib/compose.mjs';
import { expect, test } from '../fixtures/participants.ts';
import { readConnectionsMade } from '../fixtures/probe.ts';
import { expectEveryoneSeesEveryone } from '../fixtures/media.ts';
import { settledNetwork } from './settled-network.ts';
import { containerOf, shownCertificate, trustingFlags } from './stack.ts';

const SERVICES = ['web', 'signaling', 'turn', 'certs'];

async function inspect(service: string, format: string): Promise<string> {
  const { output } = await docker(['inspect', '--format', format, await containerOf(service)]);
  return output.trim();
}

test.describe('the containers', () => {
  for (const service of SERVICES) {
    test(`${service} may do only what it needs, starts again and keeps its log small`, async () => {
      expect(
        await inspect(service, '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.RestartPolicy.Name}}'),
      ).toBe('true unless-stopped');
      expect(await inspect(service, '{{json .HostConfig.CapDrop}}')).toBe('["ALL"]');
      expect(await inspect(service, '{{json .HostConfig.SecurityOpt}}')).toContain('no-new-privileges');
      expect(await inspect(service, '{{index .HostConfig.LogConfig.Config "max-size"}}')).toBe('10m');
    });
  }

  test('what speaks to strangers is not root', async () => {
    expect(await compose('exec', '-T', 'signaling', 'id', '-un')).toBe('node');
    expect(await compose('exec', '-T', 'turn', 'id', '-un')).toBe('nobody');
    const workers = await compose('exec', '-T', 'web', 'sh', '-c', 'grep -h ^Uid: /proc/[0-9]*/status');
    expect(workers.split('\n').filter((line) => !/^Uid:\s+0\s/.test(line)).length).toBeGreaterThan(0);
    expect((await docker(['compose', 'exec', '-T', 'signaling', 'touch', '/parley/x'])).code).not.toBe(0);
  });

  test('nothing that happened stands in a log that should not', async () => {
    const logs = await compose('logs', '--no-log-prefix', 'web', 'signaling', 'turn');
    expect(logs).not.toMatch(/\d+\.\d+\.\d+\.\d+:\d+|name=|GET \//);
  });
});

test.describe('secrets', () => {
  for (const [what, secret, sentence] of [
    ['an empty one', '', 'TURN_SECRET is empty'],
    ['one from an example', 'my-static-auth-secret', 'others know too'],
    ['a short one', 'kT9', 'at least 16 characters'],
  ] as const) {
    test(`${what} is refused with a sentence`, async () => {
      const { code, output } = await docker([
        'compose',
        'run',
        '--rm',
        '-e',
        `TURN_SECRET=${secret}`,
        'setup',
      ]);
      expect(code).toBe(1);
      expect(output).toContain(sentence);
    });
  }
});

test.describe('operation', () => {
  test('a renewed certificate is shown within seconds and ends no call', async ({ participants, room }) => {
    const flags = await trustingFlags();
    const [ada, ben] = await participants(['Ada', 'Ben'], { flags });
    await ada.enter(room);
    await ben.enter(room);
    await expectEveryoneSeesEveryone([ada, ben]);
    const sockets = (await ada.counts()).sockets;
    const made = await readConnectionsMade(ada.page);
    const old = (await shownCertificate()).serialNumber;
    await compose('exec', '-T', 'certs', 'rm', '/certs/fullchain.pem', '/certs/privkey.pem');
    await compose('restart', 'certs');
    await expect.poll(async () => (await shownCertificate()).serialNumber, { timeout: 30_000 }).not.toBe(old);
    await expectEveryoneSeesEveryone([ada, ben]);
    expect((await ada.counts()).sockets, 'the sockets are those of before').toBe(sockets);
    expect(await readConnectionsMade(ada.page)).toBe(made);
  });

  test('down and up again keeps certificate and secrets', async ({ participants, room }) => {
    const kept = async () => [
      (await shownCertificate()).fingerprint256,
      await hashOfFile('signaling', '/secrets/session-secret'),
      await hashOfFile('turn', '/secrets/turn-secret'),
    ];
    const before = await kept();
    await compose('down', '--timeout=5');
    await compose('up', '--detach', '--wait');
    expect(await kept()).toEqual(before);
    await settledNetwork();
    const [ada, ben] = await participants(['Ada', 'Ben'], { flags: await trustingFlags() });
    await ada.enter(room);
    await ben.enter(room);
    await expectEveryoneSeesEveryone([ada, ben]);
  });
});
