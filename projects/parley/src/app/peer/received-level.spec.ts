import { type LevelSource, ReceivedLevel } from './received-level';

interface Answer {
  readonly resolve: (reports: unknown[]) => void;
  readonly reject: (error: Error) => void;
}

describe('ReceivedLevel', () => {
  let answers: Answer[];
  let level: ReceivedLevel;

  beforeEach(() => {
    answers = [];
    const source: LevelSource = {
      getStats: () => new Promise((resolve, reject) => answers.push({ resolve, reject })),
    };
    level = new ReceivedLevel(source);
  });

  /** Lets everything that waits for an answer go on. */
  async function settled(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  async function answer(reports: unknown[]): Promise<void> {
    answers.at(-1)?.resolve(reports);
    await settled();
  }

  it('gives the answer to the reading before, and asks once at a time', async () => {
    expect(level.read()).toBe(0);
    expect(level.read()).toBe(0);
    expect(answers.length).toBe(1);
    await answer([{ type: 'codec' }, null, { type: 'inbound-rtp', audioLevel: 0.4 }]);
    expect(level.read()).toBe(0.4);
    expect(answers.length).toBe(2);
  });

  it('is silent where nothing is known any more', async () => {
    level.read();
    await answer([{ type: 'inbound-rtp', audioLevel: 0.4 }]);
    level.read();
    await answer([]);
    expect(level.read()).toBe(0);
  });

  it('outlives a connection that closes, and asks again', async () => {
    level.read();
    answers[0]?.reject(new DOMException('closed', 'InvalidStateError'));
    await settled();
    expect(level.read()).toBe(0);
    expect(answers.length).toBe(2);
  });

  it('is silent without a receiver', async () => {
    const nobody = new ReceivedLevel(undefined);
    nobody.read();
    await settled();
    expect(nobody.read()).toBe(0);
  });
});
