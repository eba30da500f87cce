import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Holdings, Meter } from './meter.ts';

/** From a room kept here, which answers at once, to one that another node keeps while Redis hangs. */
const JOIN_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const NOTHING: Holdings = {
  rooms: 0,
  participants: 0,
  sockets: { signaling: 0, peer: 0 },
  links: { relay: 0, direct: 0 },
};

/** A gauge for each figure of what the process holds, read when somebody asks. */
function gauges(registers: Registry[], read: () => Holdings): void {
  new Gauge({
    name: 'parley_rooms',
    help: 'Rooms this node keeps',
    registers,
    collect() {
      this.set(read().rooms);
    },
  });
  new Gauge({
    name: 'parley_participants',
    help: 'Participants of the rooms this node keeps, those awaiting return included',
    registers,
    collect() {
      this.set(read().participants);
    },
  });
  new Gauge({
    name: 'parley_sockets',
    help: 'Open WebSockets; a visitor has one of each kind',
    labelNames: ['kind'],
    registers,
    collect() {
      const { signaling, peer } = read().sockets;
      this.set({ kind: 'signaling' }, signaling);
      this.set({ kind: 'peer' }, peer);
    },
  });
  new Gauge({
    name: 'parley_links',
    help: 'Ends of links between browsers by path, as clients report them; both ends report a link',
    labelNames: ['path'],
    registers,
    collect() {
      const { relay, direct } = read().links;
      this.set({ path: 'relay' }, relay);
      this.set({ path: 'direct' }, direct);
    },
  });
}

/** A meter that Prometheus reads. */
export class PrometheusMeter implements Meter {
  readonly #registry = new Registry();
  readonly #joins: Counter<'kind'>;
  readonly #requests: Counter<'request' | 'result'>;
  readonly #joinSeconds: Histogram;
  #holdings: () => Holdings = () => NOTHING;

  constructor() {
    const registers = [this.#registry];
    gauges(registers, () => this.#holdings());
    this.#joins = new Counter({
      name: 'parley_joins_total',
      help: 'Participants who entered a room this node keeps (new), or came back to their place (return)',
      labelNames: ['kind'],
      registers,
    });
    this.#requests = new Counter({
      name: 'parley_requests_total',
      help: 'Answered requests of clients, by request and by ok or the code they were refused with',
      labelNames: ['request', 'result'],
      registers,
    });
    this.#joinSeconds = new Histogram({
      name: 'parley_join_duration_seconds',
      help: 'From the arrival of an accepted room:join to its answer',
      buckets: JOIN_SECONDS,
      registers,
    });
    for (const kind of ['new', 'return']) this.#joins.inc({ kind }, 0);
    // The process and its event loop.
    collectDefaultMetrics({ register: this.#registry });
  }

  readonly watch: Meter['watch'] = (holdings) => {
    this.#holdings = holdings;
  };

  readonly observe: Meter['observe'] = ({ type }) => {
    if (type === 'participant-joined') this.#joins.inc({ kind: 'new' });
    if (type === 'participant-returned') this.#joins.inc({ kind: 'return' });
  };

  readonly answered: Meter['answered'] = (request, result, seconds) => {
    this.#requests.inc({ request, result });
    if (request === 'room:join' && result === 'ok') this.#joinSeconds.observe(seconds);
  };

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, in the format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
