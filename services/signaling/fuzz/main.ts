// npm run fuzz -- [--seed 1] [--messages 100000] [--only flood,storm]: whether anything that is sent to the service can knock it over.
import { parseArgs } from 'node:util';
import { Random } from './random.ts';
import { table } from './row.ts';
import type { Row } from './row.ts';
import { absentIdsRow } from './rows/absent-ids.ts';
import { idleRow, stormRow } from './rows/crowd.ts';
import { floodRows } from './rows/flood.ts';
import { gatewayRow } from './rows/gateway.ts';
import { malformedRows } from './rows/malformed.ts';
import { shutdownRow } from './rows/shutdown.ts';
import { Target } from './target.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    messages: { type: 'string', default: '100000' },
    only: { type: 'string', default: '' },
  },
});
const random = new Random(Number(values.seed));

/** Runs `measure` against a process of its own, which the others have not worn out. */
async function alone(measure: (target: Target) => Promise<Row | Row[]>): Promise<Row[]> {
  const target = await Target.start();
  try {
    const measured = await measure(target);
    for (const failure of target.failures.slice(0, 5)) console.log(failure);
    return Array.isArray(measured) ? measured : [measured];
  } finally {
    await target.stop();
  }
}

console.log(`seed ${values.seed}`);
const rows: Row[] = [];
const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  malformed: () => alone((target) => malformedRows(target, random, Number(values.messages))),
  absent: () => alone((target) => absentIdsRow(target, 1e9)),
  flood: () => alone((target) => floodRows(target, 5_000)),
  idle: () => alone((target) => idleRow(target, 5_000)),
  storm: async () => [await stormRow(200)],
  shutdown: () => alone((target) => shutdownRow(target, 200)),
  gateway: () => alone((target) => gatewayRow(target, random, 10_000)),
};
for (const [name, part] of Object.entries(parts)) {
  if (!values.only.split(',').some((word) => name.includes(word))) continue;
  console.log(`${name} …`);
  rows.push(...(await part()));
}
console.log(`\n${table(rows)}`);
const failed = rows.filter(({ passed }) => !passed).length;
console.log(`\n${String(rows.length - failed)} passed, ${String(failed)} failed`);
process.exit(failed === 0 ? 0 : 1);
