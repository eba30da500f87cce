import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildIfChanged } from './build.mjs';
import { install } from './install.mjs';
import { lanHosts, urlOf } from './lan-hosts.mjs';
import { CERTS_MAIN, PINNED_NODE, ROOT } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import {
  endAll,
  isAnswering,
  isRunning,
  liveAndDieWith,
  portFromEnv,
  requireFreePort,
  startService,
} from './service.mjs';

const COMMAND = 'npm start -- --lan';
/** What is decided here: every address of this machine, and a certificate of its own authority. */
const DECIDED = ['HOST', 'TLS_CERT_FILE', 'TLS_KEY_FILE'];

/**
 * Serves everybody in the network of this machine over https, with a certificate of an authority of its own, and beside
 * it a door of plain http that explains how to trust it. @returns {Promise<number>} the exit code
 */
export async function startLan() {
  const order = readOrder();
  const { port, doorPort } = order;
  await requireFreePort(port, { command: COMMAND });
  await requireFreePort(doorPort, { name: 'DOOR_PORT', command: COMMAND });
  await install();
  await buildIfChanged();
  const children = [];
  try {
    const certs = startCerts(order);
    children.push(certs);
    const certsEnded = liveAndDieWith(certs);
    // The door opens once there is a certificate.
    if (!(await isAnswering(certs, `http://localhost:${doorPort}/trust/`)))
      return await whyNot(certs, certsEnded, 'No certificate could be made in time.');
    const service = startService(port, { env: certificateIn(order.folder) });
    children.push(service);
    const ended = Promise.race([certsEnded, liveAndDieWith(service)]);
    if (!(await isAnswering(service, `https://localhost:${port}/healthz`)))
      return await whyNot(
        service,
        ended,
        `Parley did not answer in time: LOG_LEVEL=info ${COMMAND} says more.`,
      );
    await sayWhere(order);
    return await ended;
  } finally {
    await endAll(children);
  }
}

/** Everything the environment decides. */
function readOrder() {
  const decided = DECIDED.find((name) => (process.env[name] ?? '') !== '');
  if (decided !== undefined)
    throw new PlainError(`--lan decides ${decided} itself: leave the variable out, or start without --lan.`);
  const port = portFromEnv();
  const doorPort = portFromEnv({ name: 'DOOR_PORT', fallback: doorBeside(port) });
  if (doorPort === port) throw new PlainError('DOOR_PORT has to be another port than PORT.');
  const hosts = lanHosts();
  if (hosts.length === 0)
    throw new PlainError('This machine is in no network: connect it to Wi-Fi or a cable, and start again.');
  return { port, doorPort, hosts, folder: process.env.CERTS_DIR || join(dataFolder(), 'certs') };
}

/** Port 80 beside 443, so that nobody has to type one; else the next. */
function doorBeside(port) {
  if (port === 443) return 80;
  return port === 65_535 ? port - 1 : port + 1;
}

/** Where programs keep what has to survive: devices trust the authority in it, whatever becomes of this checkout. */
function dataFolder() {
  const { platform, env } = process;
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support/Parley');
  if (platform === 'win32') return join(env.LOCALAPPDATA || homedir(), 'Parley');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'parley');
}

/** Keeps a certificate for this machine's addresses, also when they change, and opens the door. */
function startCerts({ port, doorPort, folder }) {
  const ports = { HTTPS_PORT: String(port), DOOR_PORT: String(doorPort) };
  return spawn(PINNED_NODE, [CERTS_MAIN], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TLS: 'lan', CERTS_DIR: folder, ...ports },
    // As the service: Ctrl+C reaches it once, through us.
    detached: process.platform !== 'win32',
  });
}

function certificateIn(folder) {
  return { TLS_CERT_FILE: join(folder, 'fullchain.pem'), TLS_KEY_FILE: join(folder, 'privkey.pem') };
}

/** A child that ended said why itself, or was told to. */
async function whyNot(child, ended, sentence) {
  if (isRunning(child)) throw new PlainError(sentence);
  return await ended;
}

async function sayWhere({ port, doorPort, hosts, folder }) {
  const [first] = hosts;
  const trust = `${urlOf('http', first, doorPort)}/trust`;
  const authority = new X509Certificate(readFileSync(join(folder, 'www/trust/parley-ca.crt')));
  const meetings = hosts.map((host) => `  ${urlOf('https', host, port)}\n`).join('');
  console.log(`Parley is ready in your network:\n${meetings}`);
  console.log(`Each device has to trust it once. Point its camera here, or open ${trust}\n`);
  console.log(await qrCode(trust));
  console.log(`Fingerprint of the authority (SHA-256), the same as on that page:\n${inLines(authority)}`);
}

/** As the page shows it, in two lines. */
function inLines({ fingerprint256 }) {
  const pairs = fingerprint256.split(':');
  return `  ${pairs.slice(0, 16).join(' ')}\n  ${pairs.slice(16).join(' ')}`;
}

/** Light on dark, whatever the colours of the terminal. */
async function qrCode(text) {
  // Installed only now.
  const { encodeQR } = await import('qr');
  const lines = encodeQR(text, 'ascii', { border: 2 }).split('\n');
  const colour = process.stdout.isTTY ? (line) => `\u001b[97;40m${line}\u001b[0m` : (line) => line;
  return lines.map((line) => (line === '' ? '' : `  ${colour(line)}`)).join('\n');
}
