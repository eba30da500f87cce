import { setTimeout as delay } from 'node:timers/promises';
import { RoomIdSchema } from '@parley/protocol';
import * as v from 'valibot';
import type { Deployment } from './deployment.ts';
import { Member } from './member.ts';

/** Where a member connects: at the front, or straight at one node, as if the front had chosen badly. */
export type Landing = (room: number, member: number) => number | null;

/** Rooms full of people. */
export class Crowd {
  readonly rooms: readonly (readonly Member[])[];

  private constructor(rooms: readonly (readonly Member[])[]) {
    this.rooms = rooms;
  }

  static async enter(
    deployment: Deployment,
    { rooms, members, landing, prefix }: { rooms: number; members: number; landing: Landing; prefix: string },
  ): Promise<Crowd> {
    const crowd = new Crowd(
      Array.from({ length: rooms }, (_, room) => {
        const id = v.parse(RoomIdSchema, `${prefix}-${room}`);
        return Array.from(
          { length: members },
          (_member, index) => new Member(deployment.url(landing(room, index)), id, `Member ${index}`),
        );
      }),
    );
    for (const member of crowd.members) member.start();
    await crowd.agreed(20_000);
    return crowd;
  }

  get members(): readonly Member[] {
    return this.rooms.flat();
  }

  /** Rooms whose members do not all see the same people, all of them, and one host. */
  get split(): number {
    return this.rooms.filter((room) => !isWhole(room)).length;
  }

  /** Milliseconds until everybody is back and every room is whole, or `null` where that took too long. */
  async agreed(withinMs: number): Promise<number | null> {
    const start = performance.now();
    while (performance.now() - start < withinMs) {
      if (this.split === 0) return performance.now() - start;
      await delay(10);
    }
    return null;
  }

  leave(): void {
    for (const member of this.members) member.close();
  }
}

function isWhole(room: readonly Member[]): boolean {
  const [first] = room;
  if (!first || !room.every((member) => member.joined)) return false;
  const hosts = [...first.roster.values()].filter(({ role }) => role === 'host').length;
  const everybody = room.every(({ id }) => first.roster.has(id)) && first.roster.size === room.length;
  return everybody && hosts === 1 && room.every(({ view }) => view === first.view);
}

/** The first two of each room, and how long the second takes to hear of a state of the first. */
export async function updateLatencies(
  rooms: readonly (readonly Member[])[],
  forMs: number,
  everyMs = 100,
): Promise<{ latencies: number[]; missed: number }> {
  const latencies: number[] = [];
  const sent = new Map<string, number>();
  for (const [speaker, listener] of rooms) {
    if (!speaker || !listener) continue;
    listener.onUpdate = (of, revision) => {
      const at = sent.get(`${of} ${revision}`);
      if (at === undefined) return;
      sent.delete(`${of} ${revision}`);
      latencies.push(performance.now() - at);
    };
  }
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    for (const [speaker] of rooms) {
      if (!speaker) continue;
      const at = performance.now();
      sent.set(`${speaker.id} ${speaker.update()}`, at);
    }
    await delay(everyMs);
  }
  await delay(500);
  return { latencies, missed: sent.size };
}
