import { buildIfChanged } from './build.mjs';
import { install } from './install.mjs';
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
  process.exit(await ended);
});
