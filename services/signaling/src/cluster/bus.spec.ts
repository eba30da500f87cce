import { BUS_CONTRACT, checkMessages } from '../testing/bus-contract.ts';
import { MemoryHub } from '../testing/memory-bus.ts';

describe('the bus in memory, with which specs replace Redis', () => {
  for (const [name, check] of Object.entries(BUS_CONTRACT)) {
    it(`keeps the contract: ${name}`, async () => {
      const hub = new MemoryHub();
      const [one, other] = [hub.join(), hub.join()];
      const age = (): Promise<void> => {
        for (const { node } of [one, other]) hub.presumeDead(node);
        return Promise.resolve();
      };
      await expectAsync(check(one, other, age)).toBeResolved();
    });
  }

  it('keeps the contract: messages arrive in order, each in a turn of its own', async () => {
    const hub = new MemoryHub();
    await expectAsync(checkMessages(hub.join(), hub.join())).toBeResolved();
  });
});
