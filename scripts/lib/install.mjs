import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT, withoutOwnTools } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { run } from './run.mjs';

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/;
// A dead network is told within seconds; a shaky one gets its retries.
const RETRIES = ['--fetch-retries=3', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=4000'];

/** Installs what package-lock.json names, unless exactly that is there already. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing packages …');
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...RETRIES];
  const { code, output } = await run('npm', args, { env: withoutOwnTools(), quiet: true });
  if (code === 0) return;
  if (OFFLINE.test(output)) {
    throw new PlainError('The packages cannot be downloaded: connect to the internet and try again.');
  }
  console.error(output.trim());
  throw new PlainError('The packages could not be installed: npm says why above.');
}

/**
 * Compares with the record npm itself keeps of what it put into node_modules, so that an install by hand counts, and
 * one that was interrupted does not.
 */
function isInstalled() {
  const wanted = readLock(join(ROOT, 'package-lock.json'));
  const present = readLock(join(ROOT, 'node_modules/.package-lock.json'));
  if (!existsSync(PINNED_NODE) || wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || isOptional(entry) || !path.includes('node_modules')) return true;
    return present[path]?.version === entry.version && present[path]?.resolved === entry.resolved;
  });
}

/** Packages for other platforms are in the lock and rightly absent. */
function isOptional(entry) {
  return (
    entry.optional === true || entry.devOptional === true || entry.os !== undefined || entry.cpu !== undefined
  );
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}
