// npm run soak -- [--minutes 20] [--seed 1]: six people, and every ten seconds something breaks.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeResults } from '../../scripts/lib/results.mjs';
import { printTable } from '../../scripts/lib/table.mjs';
import { Hub } from './lab/hub.ts';
import { Lab } from './lab/lab.ts';
import { atMost, exactly, type Row } from './row.ts';
import { blows } from './soak/blows.ts';
import { Chance } from './soak/chance.ts';
import { Meeting } from './soak/meeting.ts';
import { TinyCamera } from './soak/tiny-camera.ts';

const EVERY_MS = 10_000;
const WHOLE_WITHIN_MS = 15_000;
/** How much longer it is waited, to know how long it took, before the next fault. */
const PATIENCE_MS = 60_000;
/** Code and words of every screen are loaded by then, and what is kept for good is there. */
const WARM_UP_FAULTS = 6;
const MOST_GROWTH_PERCENT = 10;
const RESULTS = join(import.meta.dirname, 'results/soak.json');

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const minutes = Number(values.minutes);
console.log(`seed ${values.seed}, ${minutes} minutes`);

const lab = await Lab.open(new Hub());
const camera = new TinyCamera();
process.on('exit', () => {
  lab.abandon();
  camera.remove();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** What became of the call after one fault. */
interface Outcome {
  readonly fault: string;
  readonly wholeMs: number;
  readonly flaws: readonly string[];
  /** What came last. */
  readonly lacked: readonly string[];
  readonly lacking: number;
}

const meeting = await Meeting.begin(lab, camera.flags);
const outcomes: Outcome[] = [];
const faults = blows(meeting, new Chance(Number(values.seed)));
let before = await meeting.heaps();
for (const end = Date.now() + minutes * 60_000; Date.now() < end;) {
  const next = Date.now() + EVERY_MS;
  const outcome = await suffer(outcomes.length + 1);
  outcomes.push(outcome);
  printTable([cells(outcome)]);
  if (outcomes.length === WARM_UP_FAULTS) before = await meeting.heaps();
  await delay(Math.max(0, next - Date.now()));
}
const growth = await heapGrowth();

const rows = report();
console.log('');
printTable(rows.map(({ name, figure, limit, passed }) => [name, figure, limit, passed ? 'pass' : 'FAIL']));
writeResults(RESULTS, { seed: values.seed, minutes, rows, outcomes });
await lab.close();
const wrong = rows.filter(({ passed }) => !passed).length;
console.log(`\n${rows.length - wrong} passed, ${wrong} failed (seed ${values.seed})`);
process.exit(wrong === 0 ? 0 : 1);

async function suffer(number: number): Promise<Outcome> {
  const { name, strike } = faults.next().value;
  await strike();
  const mendedAt = Date.now();
  const wholeMs = (await meeting.wholeAt(WHOLE_WITHIN_MS)) - mendedAt;
  const { lacked } = meeting;
  const flaws = Number.isFinite(wholeMs) ? [] : await meeting.flaws();
  if (flaws.length > 0) {
    for (const screen of await lab.screens()) console.error(screen);
    await meeting.wholeAt(PATIENCE_MS);
  }
  const writer = meeting.people[number % meeting.people.length];
  const lacking = writer === undefined ? 0 : await meeting.say(writer, `after fault ${number}`);
  return { fault: `${number} ${name}`, wholeMs, flaws, lacked, lacking };
}

function cells({ fault, wholeMs, flaws, lacked, lacking }: Outcome): string[] {
  const whole = Number.isFinite(wholeMs) ? `whole after ${(wholeMs / 1_000).toFixed(1)} s` : 'not whole';
  const late = wholeMs > WHOLE_WITHIN_MS && flaws.length === 0 ? [`at last: ${lacked.join('; ')}`] : [];
  return [fault, whole, ...late, ...flaws, ...(lacking === 0 ? [] : [`${lacking} lack a message`])];
}

/** Of pages that are still those that were measured. */
async function heapGrowth(): Promise<number[]> {
  const after = await meeting.heaps();
  return [...before].flatMap(([who, bytes]) => {
    const now = after.get(who);
    return now === undefined ? [] : [100 * (now / bytes - 1)];
  });
}

function report(): readonly Row[] {
  const count = (isSo: (outcome: Outcome) => boolean) => outcomes.filter(isSo).length;
  const worst = Math.max(...outcomes.map(({ wholeMs }) => wholeMs));
  const limit = WHOLE_WITHIN_MS;
  return [
    // The worst of all, however many there were.
    atMost(`${outcomes.length} faults: the mesh is whole again, at worst`, {
      values: [worst],
      limit,
      unit: 's',
    }),
    exactly(
      'faults that left a ghost, or a connection, track or socket too many or too few',
      count(({ flaws }) => flaws.length > 0),
      0,
    ),
    exactly(
      'faults after which somebody lacked a message',
      count(({ lacking }) => lacking > 0),
      0,
    ),
    atMost('heap growth of pages that lived all the time', {
      values: growth,
      limit: MOST_GROWTH_PERCENT,
      unit: '%',
    }),
  ];
}
