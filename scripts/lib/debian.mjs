import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** Whether `program` runs on this machine, after installing Debian's `pkg` where that is possible and needed. */
export async function provide(program, pkg, versionFlag = '--version') {
  const works = () => spawnSync(program, [versionFlag], { stdio: 'ignore' }).status === 0;
  if (works()) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Getting ${pkg} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-qq', 'update'], { env, quiet: true });
  const install = ['-qq', '-y', 'install', '--no-install-recommends', pkg];
  const { code, output } = await run('apt-get', install, { env, quiet: true });
  if (code !== 0) console.error(output.trim());
  return works();
}
