import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { Deployment, shown, shownOnce, trustedOnce } from '../testing/deployment.ts';
import { ELSEWHERE, NAMES, nameMachine } from '../testing/own-machine.ts';
import { Pebble } from '../testing/pebble.ts';

const IN_USE = /A certificate \(TLS=acme\) is in use, good for \d+ days\./;
const OF_OURS = 'CN=Parley';

/** A real directory, a real nginx with the project's configuration, and the real services behind it. */
describe('TLS=acme', () => {
  let pebble: Pebble;
  let deployment: Deployment;

  beforeAll(() => nameMachine());
  beforeEach(() => (deployment = new Deployment()));
  afterEach(async () => {
    await deployment.close();
    await pebble.close();
  });

  it('gets its first certificate through an nginx that could not start without one', async () => {
    pebble = await Pebble.start();
    const certs = deployment.certs(pebble);
    const front = deployment.front();
    await certs.says(IN_USE);
    await shownOnce(({ subject }) => subject !== OF_OURS);
    expect(await trustedOnce(pebble.root)).toBeTrue();
    expect(front.output).not.toContain('emerg');
    expect([pebble.accounts, pebble.issued]).toEqual([1, 1]);
  });

  it('leaves nothing for others to read, and no challenge behind', async () => {
    pebble = await Pebble.start();
    const certs = deployment.certs(pebble);
    deployment.front();
    await certs.says(IN_USE);
    const secrets = join(deployment.folder, 'private');
    expect(readdirSync(secrets)).toContain('acme-account.json');
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(secrets))
      expect(statSync(join(secrets, name)).mode & 0o777)
        .withContext(name)
        .toBe(0o600);
    expect(statSync(join(deployment.folder, 'privkey.pem')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(deployment.folder, 'www/.well-known/acme-challenge'))).toEqual([]);
  });

  it('renews what is due, and no connection ends for it', async () => {
    pebble = await Pebble.start(24);
    await deployment.signaling();
    const certs = deployment.certs(pebble);
    deployment.front();
    await certs.says(IN_USE);
    const first = await shownOnce(({ subject }) => subject !== OF_OURS);
    const socket = io(`https://${NAMES.host}`, {
      transports: ['websocket'],
      ca: pebble.root,
      reconnection: false,
    });
    const ended: string[] = [];
    socket.on('disconnect', (reason) => ended.push(reason));
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const { id } = socket;

    const second = await shownOnce(({ serialNumber }) => serialNumber !== first.serialNumber);
    const before = [first.serialNumber, second.serialNumber];
    const third = await shownOnce(({ serialNumber }) => !before.includes(serialNumber));
    expect(await trustedOnce(pebble.root)).toBeTrue();
    for (const [one, next] of [
      [first, second],
      [second, third],
    ] as const)
      expect(next.validFromDate.getTime())
        .withContext('before the one in use is over')
        .toBeLessThan(one.validToDate.getTime());
    const answer: unknown = await socket.timeout(5_000).emitWithAck('room:join', {});
    expect(answer).toEqual(jasmine.objectContaining({ ok: false }));
    expect([ended, socket.id]).toEqual([[], id]);
    expect(pebble.accounts).toBe(1);
    socket.close();
  });

  it('asks for another name from the account it has, also after a restart', async () => {
    pebble = await Pebble.start();
    deployment.front();
    const before = deployment.certs(pebble);
    await before.says(IN_USE);
    await deployment.kill(before);
    const first = await shownOnce(({ subject }) => subject !== OF_OURS);
    const after = deployment.certs(pebble, { PARLEY_HOST: `${NAMES.host},${NAMES.relay}` });
    await after.says(IN_USE);
    await shownOnce(({ serialNumber }) => serialNumber !== first.serialNumber);
    expect(await trustedOnce(pebble.root, NAMES.relay)).toBeTrue();
    expect(await trustedOnce(pebble.root, NAMES.host)).toBeTrue();
    expect([pebble.accounts, pebble.issued]).toEqual([1, 2]);
  });

  it('does not ask again for what it has', async () => {
    pebble = await Pebble.start();
    deployment.front();
    const before = deployment.certs(pebble);
    await before.says(IN_USE);
    await deployment.kill(before);
    const again = deployment.certs(pebble, {}, '--once');
    expect(await again.code()).toBe(0);
    expect([again.output, pebble.issued]).toEqual(['', 1]);
  });

  it('says that the directory did not find this host, with one account however often', async () => {
    pebble = await Pebble.start();
    deployment.front();
    for (let tries = 0; tries < 2; tries += 1) {
      const certs = deployment.certs(pebble, { PARLEY_HOST: ELSEWHERE });
      const [sentence] = await certs.says(/No new certificate .*\n/);
      expect(sentence).toMatch(
        /^No new certificate \(challenge-failed\): The directory looked for this host/,
      );
      expect(sentence).toContain('Trying again in 5 min; the one in use stays.');
      await deployment.kill(certs);
    }
    expect((await shown())?.subject)
      .withContext('the stand-in')
      .toBe(OF_OURS);
    expect([pebble.accounts, pebble.issued]).toEqual([1, 0]);
  });

  describe('keeps the certificate in use', () => {
    let serial: string;

    beforeEach(async () => {
      pebble = await Pebble.start();
      deployment.front();
      const certs = deployment.certs(pebble);
      await certs.says(IN_USE);
      await deployment.kill(certs);
      serial = (await shownOnce(({ subject }) => subject !== OF_OURS)).serialNumber;
    });
    afterEach(async () => {
      expect((await shownOnce(({ subject }) => subject !== OF_OURS)).serialNumber).toBe(serial);
    });

    async function sentenceOf(env: Readonly<Record<string, string>>): Promise<string> {
      const [sentence] = await deployment.certs(pebble, env).says(/No new certificate .*\n/);
      return sentence;
    }

    it('while there is no directory', async () => {
      await pebble.close();
      const sentence = await sentenceOf({ PARLEY_HOST: NAMES.relay, ACME_CA_FILE: '' });
      expect(sentence).toContain(
        `(directory-unreachable): The directory ${Pebble.directory} does not answer: ECONNREFUSED.`,
      );
    });

    it('while the directory refuses', async () => {
      const sentence = await sentenceOf({ PARLEY_HOST: `${NAMES.host},${NAMES.refused}` });
      expect(sentence).toContain('(directory-refused): The directory refused and said: “');
      expect(sentence).toContain(NAMES.refused);
    });

    it('while the directory is not to be trusted', async () => {
      const sentence = await sentenceOf({ PARLEY_HOST: NAMES.relay, ACME_CA_FILE: '' });
      expect(sentence).toContain('(directory-untrusted): ');
      expect(sentence).toContain('ACME_CA_FILE names its authority.');
    });
  });

  it('takes its stand-in for no certificate, where it ended before the real one came', async () => {
    pebble = await Pebble.start();
    const before = deployment.certs(pebble);
    // There is no nginx yet, so it waits.
    while (!existsSync(join(deployment.folder, 'fullchain.pem'))) await delay(20);
    await deployment.kill(before);
    deployment.front();
    expect((await shownOnce(() => true)).subject).toBe(OF_OURS);
    await deployment.certs(pebble).says(IN_USE);
    await shownOnce(({ subject }) => subject !== OF_OURS);
    expect(await trustedOnce(pebble.root)).toBeTrue();
  });

  it('replaces what TLS=lan left, and half of a pair', async () => {
    pebble = await Pebble.start();
    const lan = deployment.certs(pebble, { TLS: 'lan' });
    await lan.says(/A certificate \(TLS=lan\) is in use/);
    await deployment.kill(lan);
    const key = readFileSync(join(deployment.folder, 'privkey.pem'));
    deployment.front();
    const acme = deployment.certs(pebble);
    await acme.says(IN_USE);
    await deployment.kill(acme);
    const first = await shownOnce(({ subject }) => subject !== OF_OURS);

    writeFileSync(join(deployment.folder, 'privkey.pem'), key);
    await deployment.certs(pebble).says(IN_USE);
    await shownOnce(
      ({ subject, serialNumber }) => subject !== OF_OURS && serialNumber !== first.serialNumber,
    );
    expect(await trustedOnce(pebble.root)).toBeTrue();
    expect([pebble.accounts, pebble.issued]).toEqual([1, 2]);
  });
});
