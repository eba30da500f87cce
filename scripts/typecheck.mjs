// npm run typecheck: every tsconfig of the project, the app's templates included.
import { join } from 'node:path';
import { BIN, withOwnTools } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** `ngc` also checks templates; the config of the specs knows every file of the app. */
const CHECKS = [
  ['ngc', 'projects/parley/tsconfig.spec.json'],
  ['tsc', 'projects/protocol/tsconfig.json'],
  ['tsc', 'services/signaling/tsconfig.json'],
  ['tsc', 'services/doctor/tsconfig.json'],
  ['tsc', 'services/certs/tsconfig.json'],
  ['tsc', 'e2e/tsconfig.json'],
  ['tsc', 'bench/tsconfig.json'],
];

let failed = 0;
for (const [tool, config] of CHECKS) {
  // The app reads the protocol from source, so the root is the project and not the folder of the config.
  const args = ['--noEmit', '--rootDir', '.', '--pretty', 'false', '-p', config];
  const { code, output } = await run(join(BIN, tool), args, {
    env: withOwnTools(),
    quiet: true,
  });
  console.log(`${code === 0 ? 'ok    ' : 'failed'}  ${config}`);
  if (code === 0) continue;
  failed += 1;
  console.error(output.trim());
}
process.exit(failed === 0 ? 0 : 1);
