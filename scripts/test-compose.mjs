// npm run test:compose: the real stack of docker-compose.yml, on ports of its own, looked at from the outside by browsers.
// KEEP=1 leaves it running afterwards and says where.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { buildIfChanged } = await import('./lib/build.mjs');
const { provideChromium } = await import('./lib/chromium.mjs');
const { docker, ownDeployment } = await import('./lib/compose.mjs');
const { provideEngine } = await import('./lib/engine.mjs');
const { BIN, ROOT, withOwnTools } = await import('./lib/paths.mjs');
const { PlainError, runTool } = await import('./lib/plain-error.mjs');
const { run } = await import('./lib/run.mjs');
const { readPlaywright } = await import('./lib/test-parts.mjs');

const RESULTS = process.env.RESULTS_FILE ?? join(ROOT, '.cache/results/test-compose.json');

async function startStack(env) {
  console.log('Building the images and starting the stack …');
  const { code, output } = await docker(['compose', 'up', '--build', '--detach', '--wait', '--quiet-pull'], {
    env,
  });
  if (code === 0) return;
  console.error(output.trim().split('\n').slice(-40).join('\n'));
  throw new PlainError('The stack did not come up: see above.');
}

/** Containers, networks, volumes and the images made for this run. */
function removeStack(env) {
  return docker(['compose', 'down', '--volumes', '--remove-orphans', '--rmi=local', '--timeout=5'], { env });
}

async function testStack(env) {
  rmSync(RESULTS, { force: true });
  mkdirSync(join(RESULTS, '..'), { recursive: true });
  await run(
    join(BIN, 'playwright'),
    ['test', '-c', 'playwright.compose.config.ts', ...process.argv.slice(2)],
    {
      env: { ...withOwnTools(env), CHROME_BIN: await provideChromium(), RESULTS_FILE: RESULTS },
    },
  );
  return readPlaywright('', RESULTS) ?? { passed: 0, failed: 1 };
}

runTool(async () => {
  const engine = await provideEngine();
  if (engine.reason !== null) {
    console.log(`not run: ${engine.reason}\n0 passed, 0 failed`);
    return;
  }
  const env = { ...process.env, ...(await ownDeployment()) };
  let counts;
  try {
    await buildIfChanged();
    await startStack(env);
    counts = await testStack(env);
  } finally {
    if (process.env.KEEP)
      console.log(`Still there: https://localhost:${env.HTTPS_PORT} (${env.COMPOSE_PROJECT_NAME})`);
    else await removeStack(env);
    engine.stop();
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
});
