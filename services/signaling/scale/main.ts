// npm run test:scale -- [--only whole,stall]: three nodes, a real Redis and an nginx, and what may go wrong between them.
import { parseArgs } from 'node:util';
import { APP_FILES } from '../../../scripts/lib/paths.mjs';
import { table } from '../fuzz/row.ts';
import type { Row } from '../fuzz/row.ts';
import { Deployment } from './deployment.ts';
import { contractRows } from './rows/contract.ts';
import { deathRows } from './rows/death.ts';
import { mediaRows } from './rows/media.ts';
import { restartRows } from './rows/restarts.ts';
import { stallRows } from './rows/stall.ts';
import { wholeRows } from './rows/whole.ts';

const NODES = 3;

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });

/** Runs `measure` in a deployment of its own. */
async function alone(measure: (deployment: Deployment) => Promise<Row[]>): Promise<Row[]> {
  const deployment = await Deployment.start(NODES, { STATIC_DIR: APP_FILES });
  try {
    const rows = await measure(deployment);
    for (const failure of deployment.failures.slice(0, 5)) console.log(failure);
    return rows;
  } finally {
    await deployment.stop();
  }
}

const parts: Readonly<Record<string, (deployment: Deployment) => Promise<Row[]>>> = {
  contract: contractRows,
  whole: wholeRows,
  death: deathRows,
  stall: stallRows,
  restarts: restartRows,
  media: mediaRows,
};
const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (!values.only.split(',').some((word) => name.includes(word))) continue;
  if (name === 'media' && !process.env['CHROME_BIN']) {
    console.log('not run: media drops in a rolling restart: there is no Chromium');
    continue;
  }
  console.log(`${name} …`);
  rows.push(...(await alone(part)));
}
const failed = rows.filter(({ passed }) => !passed).length;
console.log(`\n${table(rows)}\n\n${rows.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
