import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT, withoutOwnTools } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { run } from './run.mjs';

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;
const NOT_IN_CACHE = /ENOTCACHED|cache mode is 'only-if-cached'/;

/** Installs what package-lock.json names, unless exactly that is there already. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing packages …');
  const { code, output } = await npm('ci', '--no-audit', '--no-fund', await networkOption());
  if (code === 0) return;
  if (UNREACHABLE.test(output) || NOT_IN_CACHE.test(output)) {
    throw new PlainError('The packages cannot be downloaded: connect to the internet and try again.');
  }
  console.error(output.trim());
  throw new PlainError('The packages could not be installed: npm says why above.');
}

/**
 * Without a network npm would try for minutes. One question to the registry, asked by npm itself because it knows
 * mirrors and proxies, tells within seconds; its cache may still hold everything.
 */
async function networkOption() {
  const { output } = await npm(
    'ping',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=500',
    '--fetch-timeout=10000',
  );
  return UNREACHABLE.test(output) ? '--offline' : '--prefer-offline';
}

function npm(...args) {
  return run('npm', [...args, '--loglevel=error'], { env: withoutOwnTools(), quiet: true });
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
