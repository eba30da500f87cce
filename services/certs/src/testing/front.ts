import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Process } from './process.ts';

const NGINX = fileURLToPath(new URL('../../../../nginx/', import.meta.url));
/** Where nginx/Dockerfile puts what is there. */
const PLACES = {
  parley: 'etc/nginx/parley',
  listen: 'etc/nginx/parley/listen',
  templates: 'etc/nginx/templates',
  'entrypoint.d': 'docker-entrypoint.d',
  'nginx.conf': 'etc/nginx/nginx.conf',
};
/** What lies in our folder instead of the root of an image. */
const MOVED =
  /(?<![\w.])\/(?:etc\/nginx\/(?:parley|conf\.d)|docker-entrypoint\.d|usr\/share\/parley|certs|tmp)\b/g;
/** `http2 on` came with it. */
const SINCE = [1, 25, 1] as const;

/**
 * nginx as a deployment starts it, with the project's own configuration and scripts, in `root` instead of an image. It
 * watches the certificate in `root`/certs.
 */
export function startFront(root: string): Process {
  for (const [from, to] of Object.entries(PLACES))
    cpSync(join(NGINX, from), join(root, to), { recursive: true });
  for (const folder of ['etc/nginx/conf.d', 'etc/nginx/parley/headers', 'usr/share/parley/app', 'tmp', 'bin'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of filesIn(join(root, 'etc')).concat(filesIn(join(root, 'docker-entrypoint.d'))))
    writeFileSync(file, adapt(readFileSync(file, 'utf8'), root));
  fillTemplates(root);
  spawnSync(process.execPath, [join(NGINX, 'headers.mjs'), join(root, 'etc/nginx/parley/headers')]);
  return new Process('sh', ['-euc', command(root)], {
    PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
    TLS: 'acme',
    WATCH_SECONDS: '0.2',
  });
}

/** The entrypoint of the public image, with an nginx that knows where its files are. */
function command(root: string): string {
  const nginx = spawnSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8' }).stdout.trim();
  const wrapper = join(root, 'bin/nginx');
  const config = join(root, 'etc/nginx/nginx.conf');
  writeFileSync(wrapper, `#!/bin/sh\nexec ${nginx} -e /dev/stderr -c ${config} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const start = `for script in ${root}/docker-entrypoint.d/*.sh; do "$script"; done; exec nginx -g 'daemon off;'`;
  // What Node gives a child is a socket, and nginx opens its log by name.
  return `{ ${start}; } 2>&1 | cat`;
}

function adapt(content: string, root: string): string {
  const moved = content.replaceAll(MOVED, (path) => `${root}${path}`);
  if (isCurrent()) return moved;
  return moved.replace(/^ *http2 on;\n/m, '').replaceAll(/^(listen \S*443 ssl)\b/gm, '$1 http2');
}

function isCurrent(): boolean {
  const { stderr } = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  const version = (/(\d+)\.(\d+)\.(\d+)/.exec(stderr) ?? []).slice(1).map(Number);
  const difference = SINCE.map((least, index) => (version[index] ?? 0) - least).find((by) => by !== 0);
  return (difference ?? 0) >= 0;
}

/** What the public image does with templates. */
function fillTemplates(root: string): void {
  const folder = join(root, 'etc/nginx/templates');
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name), 'utf8').replaceAll('${HTTPS_PORT}', '443');
    writeFileSync(join(root, 'etc/nginx/conf.d', name.replace(/\.template$/, '')), content);
  }
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}
