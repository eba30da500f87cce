import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../scripts/lib/service.mjs';
import { ip } from './command.ts';

const DEVICE = 'slow0';
/** Number of the routing table that sends everything along here. */
const TABLE = 77;

/**
 * A detour that takes its time, for kernels without netem: packets are routed into a TUN device, whose other end hands
 * each to us as a datagram, and come back out of it `delayMs` later, in the order they went in.
 */
export class SlowRoad {
  readonly #socat: ChildProcess;
  readonly #socket: Socket;

  static async open(delayMs: number): Promise<SlowRoad> {
    const [ours, theirs] = [await freePort(), await freePort()];
    const socket = createSocket('udp4').bind(ours, '127.0.0.1');
    await once(socket, 'listening');
    const device = `TUN,tun-name=${DEVICE},tun-type=tun,iff-no-pi,iff-up`;
    const socat = spawn('socat', [device, `UDP4:127.0.0.1:${ours},bind=127.0.0.1:${theirs}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    socket.on('message', (packet) => setTimeout(() => socket.send(packet, theirs, '127.0.0.1'), delayMs));
    while (!ip('-o link').includes(`${DEVICE}:`) && socat.exitCode === null) await delay(20);
    ip(`route add default dev ${DEVICE} table ${TABLE}`);
    // What comes out of it goes its ordinary way.
    ip(`rule add pref 70 iif ${DEVICE} lookup main`);
    return new SlowRoad(socat, socket);
  }

  private constructor(socat: ChildProcess, socket: Socket) {
    this.#socat = socat;
    this.#socket = socket;
  }

  /** Whatever comes from the interface `from` to another participant takes this road. */
  lead(from: string): void {
    ip(`rule add pref 80 iif ${from} lookup ${TABLE}`);
  }

  close(): void {
    for (const pref of [70, 80]) while (ip('rule show').includes(`${pref}:`)) ip(`rule del pref ${pref}`);
    this.#socat.kill();
    this.#socket.close();
  }
}
