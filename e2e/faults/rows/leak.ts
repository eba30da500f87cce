import { NOTHING_OPEN, comeAndGo, neededHeap } from '../../fixtures/visits.ts';
import type { Fault } from '../fault.ts';
import { until } from '../lab/until.ts';
import { atMost, exactly } from '../row.ts';

/** Code and words of every screen are loaded by then, and what is kept for good is there. */
const WARM_UP = 20;
const WITHIN_MS = 5_000;

export const leak: Fault = {
  id: 'leak',
  name: 'joins and leaves in one page',
  async run({ lab, tries }) {
    const visits = 10 * tries;
    // The machine code that V8 makes of what runs often counts as heap, and is no leak.
    const flags = ['--js-flags=--max-opt=0'];
    const computer = await lab.computer({ flags });
    const ben = await computer.person('Ben', { cameraOff: true });
    const ada = await computer.person('Ada', { cameraOff: true });
    await ben.enter(lab.room);
    await ada.enter(lab.room);
    await ada.call.leave();
    await comeAndGo(ada, WARM_UP);
    const before = [await neededHeap(ada), await neededHeap(ben)];
    await comeAndGo(ada, visits);
    const clean = await until(async () => {
      const { connections } = await ben.counts();
      return connections === 0 && JSON.stringify(await ada.counts()) === JSON.stringify(NOTHING_OPEN);
    }, WITHIN_MS);
    const after = [await neededHeap(ada), await neededHeap(ben)];
    const growth = after.map((bytes, index) => 100 * (bytes / (before[index] ?? Number.NaN) - 1));
    const { connections } = await ada.counts();
    const title = `${visits} ${this.name}`;
    return [
      exactly(`${title}: live connections`, connections + (await ben.counts()).connections, 0),
      exactly(`${title}: sockets and tracks left open (1 = some)`, Number(!Number.isFinite(clean)), 0),
      atMost(`${title}: heap growth`, { values: growth, limit: 10, unit: '%' }),
    ];
  },
};
