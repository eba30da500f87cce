import { setTimeout as delay } from 'node:timers/promises';
import { AcmeError } from './acme/acme-error.ts';
import { keepAcme } from './acme/acme.ts';
import { daysLeft, dueAt, firstIn } from './certificate.ts';
import { ConfigError, parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { keepFiles } from './files.ts';
import { openDoor } from './lan/door.ts';
import { keepLan } from './lan/lan.ts';
import { retryDelayMs } from './retry.ts';
import { Store } from './store.ts';

/** How often to look whether there is something to do: new files, a new address, a certificate that grows old. */
const LOOK_MS = { lan: 30_000, files: 10_000, acme: 3_600_000 } as const;
const SOON_MS = 1_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function keep(config: Config, store: Store): Promise<boolean> | boolean {
  const now = Date.now();
  if (config.tls === 'acme') return keepAcme(config, store, now);
  return config.tls === 'files' ? keepFiles(config, store, now) : keepLan(config, store, now);
}

/** Milliseconds until the next look, sooner where a certificate has to be renewed before. */
function nextLookMs({ tls }: Config, store: Store): number {
  const certificate = firstIn(store.current?.chain ?? '');
  if (tls !== 'acme' || certificate === null) return LOOK_MS[tls];
  return Math.max(SOON_MS, Math.min(LOOK_MS.acme, dueAt(certificate) - Date.now()));
}

/** Looks once. Answers milliseconds until the next look. */
async function look(
  config: Config,
  store: Store,
  failures: number,
): Promise<[next: number, failures: number]> {
  try {
    if (await keep(config, store)) {
      const certificate = firstIn(store.current?.chain ?? '');
      const days = certificate === null ? 0 : daysLeft(certificate, Date.now());
      say(`A certificate (TLS=${config.tls}) is in use, good for ${String(days)} days.`);
    }
    return [nextLookMs(config, store), 0];
  } catch (error) {
    // Without any certificate nothing can start, so whoever started us has to hear of it.
    if (store.current === null && error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const [code, asked] = error instanceof AcmeError ? [` (${error.code})`, error.retryAfterMs] : ['', null];
    const wait = retryDelayMs(failures, asked);
    say(
      `No new certificate${code}: ${reason} Trying again in ${String(Math.round(wait / 60_000))} min; the one in use stays.`,
    );
    return [wait, failures + 1];
  }
}

async function main(): Promise<void> {
  try {
    const config = parseConfig(process.env);
    const store = new Store(config.folder);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
    const once = process.argv.includes('--once');
    let failures = 0;
    let isOpen = false;
    for (;;) {
      const [wait, failed] = await look(config, store, failures);
      failures = failed;
      if (once) process.exit(failures === 0 ? 0 : 1);
      // Not before there is something to show: whoever starts us takes its answer for the sign that we are ready.
      if (!isOpen) await openDoor(config);
      isOpen = true;
      await delay(wait);
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

await main();
