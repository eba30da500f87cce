import assert from 'node:assert/strict';
import type { RoomId } from '@parley/protocol';
import type { Bus } from '../cluster/bus.ts';

const ROOM = 'contract' as RoomId;

/** Two buses of one deployment; `age` lets so much time pass that who does not beat is dead. */
type Check = (one: Bus, other: Bus, age: () => Promise<void>) => Promise<void>;

async function settle(bus: Bus): Promise<void> {
  while (!(await bus.beat()).settled) await pause(bus.timing.beatMs);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What nodes rely on, whatever carries it. Each check is given two new buses that are open, and throws where it fails. */
export const BUS_CONTRACT: Readonly<Record<string, Check>> = {
  'a beat says who is alive, and since when one was': async (one, other, age) => {
    assert.equal((await one.beat()).kept, false);
    const { kept, settled, live } = await one.beat();
    assert.deepEqual([kept, settled, live.includes(one.node)], [true, false, true]);
    await other.beat();
    assert.ok((await one.beat()).live.includes(other.node));
    await settle(one);
    await age();
    const late = await one.beat();
    assert.deepEqual([late.kept, late.settled, late.live.includes(other.node)], [false, false, false]);
  },

  'a room belongs to the first who claims it, until it is released': async (one, other) => {
    await Promise.all([one.beat(), other.beat()]);
    const mine = await one.claim(ROOM);
    assert.deepEqual([mine.owner, mine.alive, mine.deposed], [one.node, true, null]);
    assert.deepEqual(await one.claim(ROOM), mine);
    assert.deepEqual(await other.claim(ROOM), mine);
    await other.release({ room: ROOM, epoch: mine.epoch });
    await one.release({ room: ROOM, epoch: mine.epoch + 1 });
    assert.equal((await other.claim(ROOM)).owner, one.node);
    await one.release({ room: ROOM, epoch: mine.epoch });
    const theirs = await other.claim(ROOM);
    assert.equal(theirs.owner, other.node);
    assert.ok(theirs.epoch > mine.epoch);
  },

  'only a node that has long been alive takes over from a dead one': async (one, other, age) => {
    await Promise.all([one.beat(), other.beat()]);
    const theirs = await other.claim(ROOM);
    await age();
    // As after a time in which nobody could beat: everybody seems dead.
    await one.beat();
    assert.deepEqual(await one.claim(ROOM), { ...theirs, alive: false });
    await settle(one);
    const taken = await one.claim(ROOM);
    assert.deepEqual([taken.owner, taken.deposed], [one.node, other.node]);
    assert.ok(taken.epoch > theirs.epoch);
    assert.deepEqual(await other.renew([{ room: ROOM, epoch: theirs.epoch }]), [ROOM]);
    assert.deepEqual(await one.renew([{ room: ROOM, epoch: taken.epoch }]), []);
  },

  'a lease that was forgotten is renewed': async (one, other) => {
    await one.beat();
    const epoch = 7;
    assert.deepEqual(await one.renew([{ room: ROOM, epoch }]), []);
    const seen = await other.claim(ROOM);
    assert.deepEqual([seen.owner, seen.epoch], [one.node, epoch]);
  },

  'a node that leaves is dead at once': async (one, other) => {
    await other.beat();
    await settle(one);
    await other.claim(ROOM);
    await other.leave();
    assert.equal((await one.claim(ROOM)).owner, one.node);
  },
};

/** Messages arrive in order, each in a turn of its own, at whom they are for. */
export async function checkMessages(one: Bus, other: Bus): Promise<void> {
  const heard: string[] = [];
  const acted: string[] = [];
  const hear = (text: string): void => {
    heard.push(text);
    // Whoever awaits this message acts before the next is looked at.
    void Promise.resolve()
      .then(() => undefined)
      .then(() => acted.push(text));
    assert.equal(acted.length, heard.length - 1);
  };
  const ignore = { message: () => undefined, gap: () => undefined };
  await one.open(ignore);
  await other.open({ message: hear, gap: () => undefined });
  const sent = Array.from({ length: 50 }, (_, index) => `message ${index}`);
  for (const [index, text] of sent.entries()) one.send(index % 2 === 0 ? other.node : null, text);
  one.send(one.node, 'to itself');
  while (acted.length < sent.length) await pause(5);
  assert.deepEqual(heard, sent);
}
