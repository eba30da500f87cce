import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

const VERSION = 'v2.10.3';
const SOURCE = `github.com/letsencrypt/pebble/v2/cmd/pebble@${VERSION}`;
const FOLDER = join(ROOT, '.cache', `pebble-${VERSION}`);
/** Where Go is installed without anybody adding it to PATH. */
const USUAL = ['/usr/local/go/bin', '/usr/lib/go/bin', '/opt/homebrew/bin', join(homedir(), 'go/bin')];

/**
 * The ACME test server, built once from its source.
 * @returns {Promise<{ program: string } | { lacking: string }>} where it is, or why there is none
 */
export async function providePebble() {
  const program = join(FOLDER, 'pebble');
  if (existsSync(program)) return { program };
  const go = findGo();
  if (go === null) return { lacking: 'needs Go, to build the ACME test server pebble' };
  console.log(`Building pebble ${VERSION} …`);
  // No other toolchain than the one that is here.
  const env = { ...process.env, GOBIN: FOLDER, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false' };
  const { code, output } = await run(go, ['install', SOURCE], { env, quiet: true });
  if (code === 0) return { program };
  const [reason = ''] = output.trim().split('\n').reverse();
  return { lacking: `pebble cannot be built here (${reason.trim()})` };
}

function findGo() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL];
  const candidates = folders.map((folder) => join(folder, 'go'));
  return candidates.find((go) => spawnSync(go, ['version'], { stdio: 'ignore' }).status === 0) ?? null;
}
