// npm run faults -- [--quick] [--only signaling,path] [--tries 20]: breaks everything a call depends on, one line each.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeResults } from '../../scripts/lib/results.mjs';
import { printTable } from '../../scripts/lib/table.mjs';
import type { Fault } from './fault.ts';
import { Conversations } from './lab/conversation.ts';
import { Hub } from './lab/hub.ts';
import { Lab } from './lab/lab.ts';
import { exactly, failed, type Row } from './row.ts';
import { lossAndDelay, narrowUplink } from './rows/bad-networks.ts';
import { cleanLeave, deaths } from './rows/deaths.ts';
import { endedCamera, lostDevices, revokedPermission } from './rows/devices.ts';
import { lostFrames, simultaneousJoins } from './rows/joins.ts';
import { leak } from './rows/leak.ts';
import { frozenPage, keptPage, secondTab, sleep } from './rows/page-life.ts';
import { addressChange, oneOfThreePaths, pathCuts } from './rows/paths.ts';
import { phoneCall } from './rows/phone.ts';
import { relayed } from './rows/relayed.ts';
import { signalingLosses } from './rows/signaling.ts';

const FAULTS: readonly Fault[] = [
  ...signalingLosses,
  ...pathCuts,
  oneOfThreePaths,
  addressChange,
  ...deaths,
  cleanLeave,
  simultaneousJoins,
  ...lostFrames,
  secondTab,
  frozenPage,
  sleep,
  keptPage,
  endedCamera,
  ...lostDevices,
  revokedPermission,
  phoneCall,
  lossAndDelay,
  narrowUplink,
  ...relayed,
  leak,
];
const RESULTS = join(import.meta.dirname, 'results/latest.json');

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    tries: { type: 'string' },
  },
});
const tries = Number(values.tries ?? (values.quick ? 4 : 20));
const wanted = FAULTS.filter(({ id }) => values.only.split(',').some((word) => id.includes(word)));

const hub = new Hub();
let current: Lab | null = null;
process.on('exit', () => current?.abandon());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const conversations = new Conversations();
const rows: Row[] = [];
for (const fault of wanted) {
  console.log(`${fault.name} …`);
  const lines = await inject(fault);
  printTable(lines.map(cells));
  rows.push(...lines);
}
const { tallies } = conversations;
const total = (count: (tally: (typeof tallies)[number]) => number) =>
  tallies.reduce((sum, tally) => sum + count(tally), 0);
if (tallies.length > 0) {
  const sent = total((tally) => tally.sent);
  rows.push(
    exactly(
      `chat through all of this: lost of ${sent}`,
      total(({ lost }) => lost),
      0,
    ),
    exactly(
      'chat through all of this: twice or in another order',
      total(({ muddled }) => muddled),
      0,
    ),
  );
}

console.log('');
printTable(rows.map(cells));
writeResults(RESULTS, { tries, rows, conversations: tallies });
const wrong = rows.filter(({ passed }) => !passed).length;
console.log(`\n${rows.length - wrong} passed, ${wrong} failed`);
process.exit(wrong === 0 ? 0 : 1);

async function inject(fault: Fault): Promise<readonly Row[]> {
  const lab = await Lab.open(hub);
  current = lab;
  try {
    return await fault.run({ lab, conversations, tries });
  } catch (error) {
    console.error(error);
    for (const screen of await lab.screens()) console.error(screen);
    return [
      failed(fault.name, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
    ];
  } finally {
    await lab.close();
  }
}

function cells({ name, figure, limit, passed }: Row): string[] {
  return [name, figure, limit, passed ? 'pass' : 'FAIL'];
}
