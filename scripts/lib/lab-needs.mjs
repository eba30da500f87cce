import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** Programs of the fault lab, and the Debian packages they come in. */
const PROGRAMS = { ip: 'iproute2', tc: 'iproute2', nft: 'nftables', socat: 'socat', unshare: 'util-linux' };

/**
 * What this machine lacks for a lab of network namespaces, one phrase each; programs are installed where that is
 * possible. Empty: nothing.
 */
export async function provideLab() {
  if (process.platform !== 'linux') return ['Linux'];
  if (process.getuid() !== 0) return ['root: it makes network namespaces and drops packets'];
  if (missingPrograms().length > 0) await installFromDebian();
  return [...missingPrograms().map((program) => `the program ${program}`), ...refusals()];
}

function missingPrograms() {
  return Object.keys(PROGRAMS).filter(
    (program) => spawnSync(program, ['-V'], { stdio: 'ignore' }).error !== undefined,
  );
}

/** A container may be root and still not be allowed to. */
function refusals() {
  const { status, stderr } = spawnSync('unshare', ['--net', 'nft', 'list', 'ruleset'], { encoding: 'utf8' });
  if (status !== 0) return [`a network namespace with nftables (${stderr.trim()})`];
  return existsSync('/dev/net/tun') ? [] : ['/dev/net/tun'];
}

async function installFromDebian() {
  if (!existsSync('/usr/bin/apt-get')) return;
  const packages = [...new Set(missingPrograms().map((program) => PROGRAMS[program]))];
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', 'update'], { env, quiet: true });
  const install = ['-qq', '-y', 'install', '--no-install-recommends', ...packages];
  const { code, output } = await run('apt-get', install, { env, quiet: true });
  if (code !== 0) console.error(output.trim());
}
