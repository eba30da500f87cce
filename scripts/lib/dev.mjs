import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install } from './install.mjs';
import { PINNED_NODE, ROOT, withOwnTools } from './paths.mjs';
import { runTool } from './plain-error.mjs';
import { freePort, liveAndDieWith, portFromEnv, requireFreePort, startService } from './service.mjs';

const ADDRESS = /Local:\s+http/;

runTool(async () => {
  const port = portFromEnv();
  await requireFreePort(port);
  await install();
  const servicePort = await freePort();
  const service = startService(servicePort, {
    nodeArgs: ['--watch', '--watch-preserve-output'],
    // The app comes from `ng serve`.
    env: { STATIC_DIR: '' },
  });
  const app = serveApp(port, servicePort);
  app.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    if (ADDRESS.test(text)) console.log(`Parley is ready at http://localhost:${port}`);
  });
  const code = await liveAndDieWith(service, app);
  for (const child of [service, app]) child.kill();
  process.exit(code);
});

/** `ng serve`, which passes on to the service what is not the app: see dev-proxy.mjs. */
function serveApp(port, servicePort) {
  const ng = join(ROOT, 'node_modules/@angular/cli/bin/ng.js');
  // `ng serve` would read it too, and say so.
  const env = withOwnTools();
  delete env.PORT;
  const args = [ng, 'serve', `--port=${port}`, '--proxy-config=scripts/lib/dev-proxy.mjs'];
  return spawn(PINNED_NODE, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, SERVICE_PORT: String(servicePort), NG_CLI_ANALYTICS: 'false' },
    detached: process.platform !== 'win32',
  });
}
