// What a person meets who types `npm start -- --lan`. Needs a built app: npm run build.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { buildIfChanged } from '../lib/build.mjs';
import { lanHosts, urlOf } from '../lib/lan-hosts.mjs';
import { freePort } from '../lib/service.mjs';
import { assertPlainSentence, said, start } from './start-run.mjs';

const READY_WITHIN_MS = 3_000;
const FOLDER = mkdtempSync(join(tmpdir(), 'parley-lan-'));
/** A machine without a network has to be told a name. */
const [HOST = '127.0.0.1'] = lanHosts('');
const NAMED = lanHosts('').length > 0 ? {} : { PARLEY_HOST: HOST };
/** The last word of a start. */
const LAST = /SHA-256[^]+(?:[\dA-F]{2} ){15}[\dA-F]{2}\n[^]+(?:[\dA-F]{2} ){15}[\dA-F]{2}\n/;

before(() => buildIfChanged());
after(() => rmSync(FOLDER, { recursive: true, force: true }));

function startLan(env = {}, options = {}) {
  return start({ args: ['--lan'], env: { CERTS_DIR: FOLDER, ...NAMED, ...env }, ...options });
}

async function ports() {
  const [port, doorPort] = [await freePort(), await freePort()];
  return { port, doorPort, env: { PORT: String(port), DOOR_PORT: String(doorPort) } };
}

async function ready(run) {
  while (!LAST.test(run.output)) {
    await Promise.race([
      once(run.child.stdout, 'data'),
      run.ended.then((code) => assert.fail(`ended with ${code}: ${run.output}`)),
    ]);
  }
}

/** The authority, as a device gets it from the door. */
async function authorityAt(doorPort) {
  const answer = await fetch(`${urlOf('http', HOST, doorPort)}/trust/parley-ca.crt`);
  return new X509Certificate(Buffer.from(await answer.arrayBuffer()));
}

/** Status of a page over TLS, for a device that trusts `authority` or, without one, what everybody trusts. */
function statusOf(url, authority) {
  return new Promise((resolve, reject) => {
    const ca = authority === undefined ? {} : { ca: authority.toString() };
    get(url, { ...ca, agent: false, headers: { accept: 'text/html' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
}

/** What a phone reads off the terminal: two rows of modules in one line of text. */
function readCode(output) {
  const lines = output.split('\n').filter((line) => /^ {2}[█▀▄ ]{20,}$/.test(line));
  const rows = lines.flatMap((line) => [
    [...line.slice(2)].map((sign) => '█▀'.includes(sign)),
    [...line.slice(2)].map((sign) => '█▄'.includes(sign)),
  ]);
  const scale = 4;
  const [width, height] = [rows[0].length * scale, rows.length * scale];
  const data = new Uint8ClampedArray(width * height * 4).map((_, index) =>
    index % 4 === 3 || rows[Math.floor(index / 4 / width / scale)][Math.floor(((index / 4) % width) / scale)]
      ? 255
      : 0,
  );
  return decodeQR({ width, height, data });
}

test('everybody in the network gets https and a page that says how to trust it', async () => {
  const { port, doorPort, env } = await ports();
  const run = startLan(env);
  await ready(run);
  const authority = await authorityAt(doorPort);
  const meeting = urlOf('https', HOST, port);
  const trust = `${urlOf('http', HOST, doorPort)}/trust`;

  assert.ok(run.output.split('\n').includes(`  ${meeting}`), run.output);
  assert.ok(run.output.includes(`or open ${trust}\n`), run.output);
  assert.equal(readCode(run.output), trust);
  assert.equal(
    [...run.output.matchAll(/\b[\dA-F]{2}\b(?= |$)/gm)]
      .map(([pair]) => pair)
      .slice(-32)
      .join(':'),
    authority.fingerprint256,
  );
  assert.equal(await statusOf(`${meeting}/`, authority), 200);
  assert.equal(await statusOf(`${meeting}/healthz`, authority), 200);
  assert.equal(await statusOf(`https://localhost:${port}/tea-time`, authority), 200);
  await assert.rejects(statusOf(`${meeting}/`), 'nobody trusts it by itself');
  const page = await (await fetch(trust)).text();
  assert.ok(page.includes(`href="${meeting}/"`));
  const door = await fetch(`${urlOf('http', HOST, doorPort)}/tea-time`, { redirect: 'manual' });
  assert.equal(door.headers.get('location'), `${meeting}/tea-time`);

  run.child.kill('SIGINT');
  assert.equal(await run.ended, 0);
  await assert.rejects(fetch(trust), 'the door is closed too');
  await assert.rejects(statusOf(`${meeting}/`, authority));
});

test('a second start is ready within 3 s, and has the same authority', async () => {
  const fingerprints = [];
  for (const attempt of [1, 2]) {
    const { doorPort, env } = await ports();
    const began = performance.now();
    const run = startLan(env);
    await ready(run);
    const tookMs = performance.now() - began;
    fingerprints.push((await authorityAt(doorPort)).fingerprint256);
    run.child.kill('SIGTERM');
    assert.equal(await run.ended, 0);
    if (attempt === 1) continue;
    assert.ok(tookMs < READY_WITHIN_MS, `ready after ${tookMs} ms`);
    assert.ok(run.output.startsWith('Parley is ready'), `quiet: ${run.output}`);
  }
  assert.equal(fingerprints[0], fingerprints[1]);
});

test('npm start alone serves https with a certificate of your own', async () => {
  // Any will do: those of the starts before.
  const files = { TLS_CERT_FILE: join(FOLDER, 'fullchain.pem'), TLS_KEY_FILE: join(FOLDER, 'privkey.pem') };
  const authority = new X509Certificate(readFileSync(join(FOLDER, 'www/trust/parley-ca.crt')));
  const { port, env } = await ports();
  const run = start({ env: { ...env, ...files } });
  await said(run, `Parley is ready at https://localhost:${port}`);
  assert.equal(await statusOf(`https://localhost:${port}/`, authority), 200);
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
});

/** Programs that `pid` started, by the file they run. */
function childrenOf(pid) {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return new Map(
    pids.map((child) => [
      /services\/(\w+)/.exec(readFileSync(`/proc/${child}/cmdline`, 'utf8'))?.[1],
      Number(child),
    ]),
  );
}

function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

for (const [dies, stays] of [
  ['certs', 'signaling'],
  ['signaling', 'certs'],
]) {
  test(`when ${dies} dies, nothing of it stays`, { skip: process.platform !== 'linux' }, async () => {
    const { env } = await ports();
    const run = startLan(env);
    await ready(run);
    const children = childrenOf(run.child.pid);
    assert.equal(children.size, 2);
    process.kill(children.get(dies), 'SIGKILL');
    assert.equal(await run.ended, 1);
    assert.equal(isThere(children.get(stays)), false);
  });
}

test('SIGTERM while the certificate is being made ends everything', async () => {
  const { env, doorPort } = await ports();
  const run = startLan({ ...env, CERTS_DIR: join(FOLDER, 'new') });
  await said(run, 'is in use');
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
  await assert.rejects(fetch(`http://localhost:${doorPort}/trust/`));
});

for (const [which, name] of [
  ['port', 'PORT'],
  ['door', 'DOOR_PORT'],
]) {
  test(`a taken ${which} is one plain sentence`, async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { env } = await ports();
    const run = startLan({ ...env, [name]: String(server.address().port) });
    const sentence = new RegExp(`^Port \\d+ is taken: .+ as in ${name}=\\d+ npm start -- --lan\\.$`);
    assert.equal((await assertPlainSentence(run, sentence)).length, 1);
    server.close();
  });
}

const REFUSED = {
  'two ports that are one': [
    { PORT: '4000', DOOR_PORT: '4000' },
    /^DOOR_PORT has to be another port than PORT\.$/,
  ],
  'a DOOR_PORT that is none': [{ DOOR_PORT: 'eighty' }, /^DOOR_PORT is a number .+ "eighty"\.$/],
  'one address only': [{ HOST: '127.0.0.1' }, /^--lan decides HOST itself: .+\.$/],
  'another certificate': [{ TLS_CERT_FILE: '/tls/cert.pem' }, /^--lan decides TLS_CERT_FILE itself: .+\.$/],
  'a name that is none': [{ PARLEY_HOST: 'two words' }, /^PARLEY_HOST must be .+\.$/],
  'a folder that cannot be had': [{ CERTS_DIR: '/dev/null/certs' }, /^CERTS_DIR must be a folder .+\.$/],
};
for (const [what, [env, sentence]] of Object.entries(REFUSED)) {
  test(`${what} is one plain sentence`, async () => {
    const run = startLan({ ...(await ports()).env, ...env });
    assert.equal((await assertPlainSentence(run, sentence)).length, 1);
  });
}

test('no network at all is one plain sentence', async () => {
  const pretend =
    'data:text/javascript,import os from "node:os";import { syncBuiltinESMExports } from "node:module";' +
    'os.networkInterfaces=()=>({});syncBuiltinESMExports()';
  const run = startLan({ ...(await ports()).env, PARLEY_HOST: '' }, { nodeArgs: ['--import', pretend] });
  const lines = await assertPlainSentence(run, /^This machine is in no network: .+\.$/);
  assert.equal(lines.length, 1);
});

test('names come before addresses, and IPv6 only where there is nothing shorter', () => {
  const of = (...addresses) => ({ lan: addresses.map((address) => ({ address, internal: false })) });
  const lo = [{ address: '127.0.0.1', internal: true }];
  const both = { lo, ...of('fe80::1', '169.254.1.1', 'fd00::4', '192.168.1.4', '192.168.1.4') };
  assert.deepEqual(lanHosts('meet.family, ', both), ['meet.family', '192.168.1.4']);
  assert.deepEqual(lanHosts('', { lo, ...of('fe80::1', 'fd00::4') }), ['fd00::4']);
  assert.deepEqual(lanHosts('', { lo }), []);
  assert.deepEqual(
    [urlOf('https', 'fd00::4', 3000), urlOf('https', '192.168.1.4', 443), urlOf('http', 'a.local', 80)],
    ['https://[fd00::4]:3000', 'https://192.168.1.4', 'http://a.local'],
  );
});
