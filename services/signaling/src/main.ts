import type { Bus } from './cluster/bus.ts';
import { ConfigError, parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { createLogger, errorKind, stackOf } from './logger.ts';
import { openMetrics } from './metrics/metrics-server.ts';
import { createSignalingServer } from './signaling-server.ts';

/** Whatever still hangs after this is left behind: process managers kill after ten seconds. */
const STOP_WITHIN_MS = 8_000;

/** One plain sentence for whoever started us, where we know what is wrong. */
function explain(error: unknown, port: number | undefined): string {
  if (error instanceof ConfigError) return error.message;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const where = `port ${String(port)}`;
  if (code === 'EADDRINUSE')
    return `Another program already uses ${where}: stop it, or choose another with PORT.`;
  if (code === 'EACCES') return `This user may not listen on ${where}: choose another with PORT.`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.';
  return `The service could not start: ${error instanceof Error ? error.message : String(error)}`;
}

/** What several nodes share. Its library is loaded only where there are several. */
async function openBus({ redisUrl: url, sessionSecret: secret }: Config): Promise<Bus | null> {
  if (url === null || secret === null) return null;
  const { RedisBus } = await import('./cluster/redis-bus.ts');
  return new RedisBus({ url, secret });
}

async function main(): Promise<void> {
  let port: number | undefined;
  try {
    const config = parseConfig(process.env);
    port = config.port;
    const log = createLogger(config.logLevel);
    const meter = await openMetrics(config, log);
    const server = createSignalingServer(config, {
      log,
      bus: await openBus(config),
      ...(meter && { meter }),
    });
    const stop = (): void => {
      setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
      // PeerServer keeps timers that nothing can stop, so the process has to be told to end.
      void server
        .drain()
        .then(() => server.close())
        .then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.on('uncaughtException', (error) => {
      log.fatal({ event: 'crashed', error: errorKind(error), stack: stackOf(error) });
      process.exit(1);
    });
    await server.listen();
  } catch (error) {
    process.stderr.write(`${explain(error, port)}\n`);
    process.exit(1);
  }
}

await main();
