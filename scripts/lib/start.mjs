import { buildIfChanged } from './build.mjs';
import { install } from './install.mjs';
import { startLan } from './lan.mjs';
import { PlainError, runTool } from './plain-error.mjs';
import {
  addressOf,
  isReady,
  liveAndDieWith,
  portFromEnv,
  requireFreePort,
  startService,
} from './service.mjs';

runTool(async () => {
  process.exit(await (wantsLan(process.argv.slice(2)) ? startLan() : startHere()));
});

function wantsLan(words) {
  const unknown = words.find((word) => word !== '--lan');
  if (unknown !== undefined)
    throw new PlainError(`npm start knows "--lan" and nothing else: what is "${unknown}"?`);
  // What stands before the two dashes npm reads itself: as -l, -a and -n, its own `long`, `all` and no `yes`.
  const { npm_config_long: long, npm_config_all: all } = process.env;
  if (words.length === 0 && long && all)
    throw new PlainError('npm did not pass "--lan" on: write npm start -- --lan.');
  return words.length > 0;
}

/** Serves this machine. @returns {Promise<number>} the exit code */
async function startHere() {
  const port = portFromEnv();
  // Before the minutes an install may take.
  await requireFreePort(port);
  await install();
  await buildIfChanged();
  const service = startService(port);
  const ended = liveAndDieWith(service);
  if (await isReady(service, port)) console.log(`Parley is ready at ${addressOf(port)}`);
  else if (service.exitCode === null) {
    service.kill();
    throw new PlainError('Parley did not answer in time: LOG_LEVEL=info npm start says more.');
  }
  return ended;
}
