import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BIN, ROOT, withOwnTools } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { run } from './run.mjs';

/** Debian's wrapper script writes to the console, the program it wraps does not: hence its place comes first. */
const KNOWN_PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
];
const DOWNLOAD_WITHIN_MS = 300_000;

/** The Chromium on this machine: CHROME_BIN, a known place, or what Playwright downloaded. `undefined`: none. */
export function findChromium() {
  return [process.env.CHROME_BIN, ...KNOWN_PLACES, playwrightsOwn()].find(works);
}

/** Finds a Chromium or gets one: Playwright's own download first, then Debian's package. */
export async function provideChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  console.log('Getting a Chromium …');
  await download();
  if (findChromium() === undefined) await installFromDebian();
  const provided = findChromium();
  if (provided !== undefined) return provided;
  throw new PlainError(
    'The tests need a Chromium: install one, or name yours with CHROME_BIN=/path/to/chromium.',
  );
}

function playwrightsOwn() {
  try {
    return createRequire(join(ROOT, 'package.json'))('@playwright/test').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** A file that exists may still lack the libraries it needs. */
function works(path) {
  if (!path || !existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function download() {
  const env = { ...withOwnTools(), PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const options = { env, quiet: true, timeoutMs: DOWNLOAD_WITHIN_MS };
  await run(join(BIN, 'playwright'), ['install', 'chromium'], options);
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', 'update'], { env, quiet: true });
  const { code, output } = await run(
    'apt-get',
    ['-qq', '-y', 'install', '--no-install-recommends', 'chromium'],
    {
      env,
      quiet: true,
    },
  );
  if (code !== 0) console.error(output.trim());
}
