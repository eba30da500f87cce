// npm run bench -- [--runs 7] [--only home,chat]: how fast Parley is, beside the least a call can be.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { ALLOW_CAPTURE, chromiumFlags } from '../scripts/lib/chromium-flags.mjs';
import { freePort, isReady, startService } from '../scripts/lib/service.mjs';
import { type Contestant, floor, parley } from './contestants.ts';
import { callOfFour } from './figures/call-of-four.ts';
import { directLink } from './figures/direct-link.ts';
import type { Scenario } from './figures/figure.ts';
import { coldHome, coldRoom, secondVisit } from './figures/loading.ts';
import { startFloor } from './floor/server.ts';
import { judge, printFigures, writeJson } from './report.ts';

const SCENARIOS: readonly Scenario[] = [coldHome, coldRoom, secondVisit, directLink, callOfFour];
const RESULTS = join(import.meta.dirname, 'results/latest.json');

type Collected = Map<string, number[]>;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, only: { type: 'string', default: '' } },
});
const runs = Number(values.runs);
const wanted = SCENARIOS.filter(({ name }) => values.only.split(',').some((word) => name.includes(word)));

const servicePort = await freePort();
const service = startService(servicePort);
const floorServer = await startFloor(await freePort());
if (!(await isReady(service, servicePort))) throw new Error('The service did not start.');

const ours: Collected = new Map();
const theFloor: Collected = new Map();
try {
  const pair = { ours: parley(`http://localhost:${servicePort}`), floor: floor(floorServer.url) };
  for (const scenario of wanted) {
    for (let run = 1; run <= runs; run += 1) {
      console.log(`${scenario.name}: run ${run} of ${runs}`);
      await measure(scenario, pair.ours, run, ours);
      if (scenario.oursOnly !== true) await measure(scenario, pair.floor, run, theFloor);
    }
  }
} finally {
  service.kill();
  await floorServer.close();
}

const lines = judge(ours, theFloor);
console.log('');
printFigures(lines);
writeJson(lines, RESULTS);
process.exit(lines.some(({ reached }) => reached === false) ? 1 : 0);

/** A browser of its own for each run, so that no run finds what another left behind. */
async function measure(
  scenario: Scenario,
  contestant: Contestant,
  run: number,
  into: Collected,
): Promise<void> {
  const browser = await launch();
  try {
    const measured = await scenario.run(browser, contestant, run);
    for (const [id, value] of Object.entries(measured)) {
      into.set(id, [...(into.get(id) ?? []), value]);
    }
  } finally {
    await browser.close();
  }
}

function launch(): Promise<Browser> {
  const executablePath = process.env['CHROME_BIN'];
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumFlags(), ALLOW_CAPTURE],
  });
}
