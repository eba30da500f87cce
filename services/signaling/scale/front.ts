import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listening } from './redis-process.ts';

/**
 * `max_fails=0`: nginx lets a single request at a time try a node that failed, until that request ends well, and a
 * WebSocket does not end. A node that is down refuses at once, so trying it again and again costs nothing.
 */
function configuration(folder: string, port: number, nodes: readonly number[]): string {
  return `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log /dev/null crit;
    events { worker_connections 4096; }
    http {
      access_log off;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      map $request_uri $shard {
        ~^/peer/(?<of_peer>[0-9]+)/ $of_peer;
        ~[?&]shard=(?<of_query>[0-9]+) $of_query;
        default 0;
      }
      upstream nodes {
        hash $shard consistent;
        ${nodes.map((node) => `server 127.0.0.1:${node} max_fails=0;`).join('\n')}
      }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://nodes;
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection upgrade;
          proxy_connect_timeout 1s;
          proxy_read_timeout 60s;
          proxy_next_upstream error timeout http_503 non_idempotent;
        }
      }
    }`;
}

/** An nginx before the nodes, which sends everybody of one room to the same of them while it lives. */
export class Front {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-front-'));
  readonly #child: ChildProcess;

  private constructor(port: number, nodes: readonly number[]) {
    this.port = port;
    writeFileSync(join(this.#folder, 'nginx.conf'), configuration(this.#folder, port, nodes));
    const args = ['-p', this.#folder, '-c', join(this.#folder, 'nginx.conf')];
    this.#child = spawn('nginx', args, { stdio: 'ignore' });
  }

  static async start(port: number, nodes: readonly number[]): Promise<Front> {
    const front = new Front(port, nodes);
    await listening(port);
    return front;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
