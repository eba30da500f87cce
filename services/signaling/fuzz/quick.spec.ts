import { Random } from './random.ts';
import { table } from './row.ts';
import type { Row } from './row.ts';
import { floodRows } from './rows/flood.ts';
import { stormRow } from './rows/crowd.ts';
import { gatewayRow } from './rows/gateway.ts';
import { malformedRows } from './rows/malformed.ts';
import { Target } from './target.ts';

/** A small `npm run fuzz`, against a real process. The same every time: chance belongs to the long one. */
describe('the process, attacked', () => {
  let target: Target;

  beforeEach(async () => {
    target = await Target.start();
  });

  afterEach(() => target.stop());

  function expectPassed(rows: readonly Row[]): void {
    expect(rows.every(({ passed }) => passed))
      .withContext(`\n${table(rows)}\n${target.failures.join('\n')}\n`)
      .toBeTrue();
  }

  it('survives malformed messages of every kind', async () => {
    expectPassed(await malformedRows(target, new Random(1), 3_000));
  }, 60_000);

  it('lets no wrong token and no foreign frame through', async () => {
    expectPassed([await gatewayRow(target, new Random(2), 600)]);
  }, 30_000);

  it('closes a client that floods', async () => {
    const [closed] = await floodRows(target, 600);
    expectPassed(closed ? [closed] : []);
  }, 30_000);

  it('has everybody back after a restart', async () => {
    expectPassed([await stormRow(40)]);
  }, 30_000);
});
