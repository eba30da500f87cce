// npm run sizing -- [--people 2000] [--room 8] [--seconds 30]: what a node needs for people who are in calls, asked of its own
// /metrics. Everybody enters, calls the others of the room as the app does, and stays.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { WebSocket } from 'ws';
import { quantile } from './row.ts';
import { Target } from './target.ts';

/** What PeerJS sends for a call of three tracks. */
const SDP = 'v=0\r\n'.padEnd(6_000, 'a=rtpmap:96 VP8/90000\r\n');
const CANDIDATES = 6;
const ENTER_AT_ONCE = 20;
const HEARTBEAT_MS = 5_000;
const REPORT_MS = 15_000;

interface Person {
  readonly id: string;
  readonly peer: WebSocket;
}

/** What the process says of itself. */
interface Figures {
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly handles: number;
  readonly lagP99Ms: number;
  readonly sockets: number;
}

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '2000' },
    room: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '30' },
  },
});
const [people, size, seconds] = [Number(values.people), Number(values.room), Number(values.seconds)];
const wide = { METRICS_PORT: '0', SOCKETS_PER_ADDRESS: '1000000', ROOM_CAPACITY: values.room };
const target = await Target.start(wide);
const metricsPort = /"metricsPort":(\d+)/.exec(target.service.output)?.[1] ?? '';
const rooms = Array.from({ length: Math.ceil(people / size) }, (_, n) => `sizing-${n}`);
const joins: number[] = [];
const timers: NodeJS.Timeout[] = [];

await delay(1_000);
const empty = await look();
const startedAt = performance.now();
for (let n = 0; n < rooms.length; n += ENTER_AT_ONCE)
  await Promise.all(rooms.slice(n, n + ENTER_AT_ONCE).map(fill));
const enteredIn = (performance.now() - startedAt) / 1_000;
const full = await look();
await delay(seconds * 1_000);
const later = await look();
for (const timer of timers) clearInterval(timer);
await target.stop();
report();

/** People enter one after another, as they do. */
async function fill(room: string): Promise<void> {
  const present: Person[] = [];
  for (let n = 0; n < size; n += 1) present.push(await enter(room, present));
}

async function enter(room: string, present: readonly Person[]): Promise<Person> {
  const at = performance.now();
  const [client, { participantId: id, peerToken }] = await target.member(room);
  joins.push(performance.now() - at);
  const peer = await target.peer(id, peerToken);
  if (peer === null) throw new Error('PeerServer refused somebody.');
  for (const other of present) {
    callEach(peer, other.id, 'OFFER');
    callEach(other.peer, id, 'ANSWER');
  }
  timers.push(setInterval(() => peer.send('{"type":"HEARTBEAT"}'), HEARTBEAT_MS));
  const links = { relay: 0, direct: size - 1 };
  timers.push(setInterval(() => void client.data('links:report', links), REPORT_MS));
  return { id, peer };
}

/** One side of a call. */
function callEach(from: WebSocket, dst: string, type: 'OFFER' | 'ANSWER'): void {
  const call = { type: 'media', connectionId: 'mc_sizing' };
  const send = (frame: object): void => from.send(JSON.stringify(frame));
  send({ type, dst, payload: { ...call, sdp: { type: type.toLowerCase(), sdp: SDP } } });
  const line =
    'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 ufrag abcd network-cost 999';
  const candidate = { candidate: line, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' };
  for (let n = 0; n < CANDIDATES; n += 1) send({ type: 'CANDIDATE', dst, payload: { ...call, candidate } });
}

async function look(): Promise<Figures> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    cpuSeconds: figure('process_cpu_seconds_total'),
    megabytes: figure('process_resident_memory_bytes') / 1_000_000,
    handles: figure('process_open_fds'),
    lagP99Ms: figure('nodejs_eventloop_lag_p99_seconds') * 1_000,
    sockets: figure('parley_sockets\\{kind="signaling"\\}') + figure('parley_sockets\\{kind="peer"\\}'),
  };
}

function report(): void {
  const entering = full.cpuSeconds - empty.cpuSeconds;
  const staying = (later.cpuSeconds - full.cpuSeconds) / seconds;
  const memory = later.megabytes - empty.megabytes;
  const lines: readonly (readonly [string, string])[] = [
    ['people in calls, rooms', `${joins.length}, ${rooms.length}`],
    ['sockets, file handles', `${later.sockets}, ${later.handles}`],
    ['memory of an empty node', `${empty.megabytes.toFixed(0)} MB`],
    ['memory with all of them', `${later.megabytes.toFixed(0)} MB`],
    ['for each person', `${((memory * 1_000) / joins.length).toFixed(0)} kB`],
    ['all entered within', `${enteredIn.toFixed(1)} s, ${(joins.length / enteredIn).toFixed(0)} a second`],
    ['CPU for each who enters', `${((entering * 1_000) / joins.length).toFixed(1)} ms`],
    ['CPU while they stay', `${(staying * 100).toFixed(1)} % of a core`],
    ['socket to answered join, p50 / p99', `${ms(quantile(joins, 0.5))} / ${ms(quantile(joins, 0.99))}`],
    ['event-loop lag while they stay, p99', ms(later.lagP99Ms)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  for (const [name, figure] of lines) console.log(`${name.padEnd(width)}  ${figure}`);
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
