import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Bus } from './cluster/bus.ts';
import { Cluster } from './cluster/cluster.ts';
import type { LocalSockets } from './cluster/cluster.ts';
import type { Config } from './config.ts';
import { AddressRate, AddressSockets } from './http/address-limits.ts';
import { clientKey } from './http/client-address.ts';
import { addressOf, listenOn } from './http/listen.ts';
import { originCheck } from './http/origin.ts';
import { UpgradeRouter } from './http/upgrade-router.ts';
import { createWebServer } from './http/web-server.ts';
import { iceServers } from './ice/ice-servers.ts';
import { createLogger } from './logger.ts';
import type { Logger } from './logger.ts';
import { LinkReports } from './metrics/link-reports.ts';
import { NO_METER } from './metrics/meter.ts';
import type { Holdings, Meter } from './metrics/meter.ts';
import { PeerGateway } from './peer/peer-gateway.ts';
import { peerTokens } from './peer/peer-token.ts';
import type { RegistryObserver } from './rooms/registry-fact.ts';
import { logRegistry } from './rooms/registry-log.ts';
import { RoomRegistry } from './rooms/room-registry.ts';
import { ServicePhase } from './service-phase.ts';
import { announceTo } from './socket/room-announcer.ts';
import { SocketServer } from './socket/socket-server.ts';

/** How long the service stays when it was told to stop, so that its clients and proxies hear of it. */
const DRAIN_MS = 1_000;

/** How long a client may take to answer a polite close. */
const CLOSE_WITHIN_MS = 2_000;

/** A visit is two attempts to enter a room: `room:prepare` and `room:join`. */
const ATTEMPTS_PER_VISIT = 2;

/** What the world gives the service; specs give it another world. */
export interface ServerDeps {
  readonly clock: Clock;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** What several nodes of one deployment share; `null` for the only one. */
  readonly bus: Bus | null;
  readonly meter: Meter;
}

export interface SignalingServer {
  /** Resolves once connections are accepted; rejects where the address is taken or not ours. */
  listen(): Promise<AddressInfo>;
  /** `null` unless listening. */
  readonly address: AddressInfo | null;
  /**
   * Stops taking requests and new connections, and tells everybody when to come back. Resolves when they have had time to
   * hear it, at once where nobody is there.
   */
  drain(): Promise<void>;
  /** Disconnects everybody and frees the port. Idempotent. Calls go on: they do not run through here. */
  close(): Promise<void>;
}

function createIceServers({ iceServers: servers, turnUrls: urls, turnSecret: secret }: Config, clock: Clock) {
  return iceServers({ servers, urls, secret, clock });
}

/** Who may open a WebSocket. */
function createRouter(config: Config, phase: ServicePhase, sockets: SocketServer, peers: PeerGateway) {
  const open = new AddressSockets(config.socketsPerAddress);
  return new UpgradeRouter(
    { '/socket.io/': sockets.upgrade, '/peer/': peers.upgrade },
    {
      isClosing: () => phase.closing,
      isOriginAllowed: originCheck(config),
      countSocket: (request) => open.open(clientKey(request, config.trustProxy)),
    },
  );
}

/** How often somebody at one address may try to enter rooms. */
function visitRate({ visitsPerAddress }: Config, clock: Clock): AddressRate {
  const burst = visitsPerAddress * ATTEMPTS_PER_VISIT;
  return new AddressRate({ burst, perSecond: burst / 60 }, clock);
}

/** What becomes of the sockets of this process when something becomes true. */
function tellSockets(sockets: SocketServer, peers: () => PeerGateway): RegistryObserver {
  const announce = announceTo(sockets.io);
  return (fact) => {
    announce(fact);
    if (fact.type === 'identity-released') peers().drop(fact.participantId);
  };
}

/** Joins the other nodes, where there are any. */
function joinCluster(
  { bus, clock, log }: ServerDeps,
  registry: RoomRegistry,
  sockets: SocketServer,
  peers: () => PeerGateway,
  announce: RegistryObserver,
): Cluster | null {
  if (!bus) return null;
  const local: LocalSockets = {
    announce,
    // What it was just answered goes first.
    closeConnection: (id) => setImmediate(() => sockets.disconnect(id)),
    closePeers: (room) => peers().dropRoom(room),
    closePeer: (participantId) => peers().drop(participantId, 1000),
    deliver: (to, text) => peers().deliver(to, text),
  };
  return new Cluster({ bus, registry, local, clock, log });
}

/** What the process holds whenever somebody asks. */
function holdingsOf({ registry, sockets, peers, links }: Parts): Holdings {
  return {
    ...registry.size,
    sockets: { signaling: sockets.size, peer: peers.size },
    links: links.total,
  };
}

/** The service with all its parts connected, on a server that does not listen yet. */
function assemble(config: Config, deps: ServerDeps) {
  const { clock, log, meter } = deps;
  const { roomCapacity: capacity, awaitReturnMs, trustProxy } = config;
  const phase = new ServicePhase();
  const httpServer = createWebServer({ config, clock, phase, log });
  const registry = new RoomRegistry({ capacity, awaitReturnMs, clock });
  const tokens = peerTokens(config.sessionSecret ?? randomBytes(32).toString('hex'), clock);
  const sockets = new SocketServer();
  const announce = tellSockets(sockets, () => peers);
  registry.observe(logRegistry(log));
  registry.observe(announce);
  registry.observe(meter.observe);
  const cluster = joinCluster(deps, registry, sockets, () => peers, announce);
  const rooms = cluster?.rooms ?? registry;
  const peers = new PeerGateway({
    httpServer,
    tokens,
    membership: rooms,
    elsewhere: cluster,
    capacity,
    clock,
    log,
  });
  const links = new LinkReports();
  sockets.serve({
    rooms,
    links,
    meter,
    signPeerToken: (identity) => tokens.sign(identity),
    iceServers: createIceServers(config, clock),
    attempts: visitRate(config, clock),
    trustProxy,
    phase,
    clock,
    log,
  });
  const router = createRouter(config, phase, sockets, peers);
  router.attach(httpServer);
  return { phase, httpServer, registry, cluster, peers, sockets, router, links };
}

type Parts = ReturnType<typeof assemble>;

async function drain({ phase, sockets, cluster }: Parts, { clock, random, log }: ServerDeps): Promise<void> {
  if (phase.closing) return;
  phase.beginClosing();
  const told = sockets.announceClosing(random);
  log.info({ event: 'draining', connections: told });
  // Before anybody comes back: whoever they come to may keep their rooms at once.
  await cluster?.leave();
  if (told > 0) await new Promise<void>((resolve) => clock.schedule(resolve, DRAIN_MS));
}

async function close(parts: Parts, { clock, log }: ServerDeps): Promise<void> {
  const { phase, httpServer, registry, cluster, peers, sockets, router } = parts;
  const wasListening = httpServer.listening;
  phase.beginClosing();
  const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()));
  registry.close();
  peers.close();
  await sockets.close();
  httpServer.closeAllConnections();
  // A client that is gone without a word never answers, and would hold the port.
  const stopWaiting = clock.schedule(() => router.destroyAll(), CLOSE_WITHIN_MS);
  await closed;
  stopWaiting();
  await cluster?.close();
  if (wasListening) log.info({ event: 'closed' });
}

/** Puts the service together. Nothing happens before `listen`. */
export function createSignalingServer(config: Config, given: Partial<ServerDeps> = {}): SignalingServer {
  const { clock = systemClock, random = Math.random, log = createLogger(config.logLevel) } = given;
  const deps: ServerDeps = { clock, random, log, bus: given.bus ?? null, meter: given.meter ?? NO_METER };
  const parts = assemble(config, deps);
  deps.meter.watch(() => holdingsOf(parts));
  const { httpServer, cluster } = parts;
  return {
    async listen() {
      await cluster?.start();
      const address = await listenOn(httpServer, config);
      log.info({ event: 'listening', port: address.port });
      return address;
    },
    get address() {
      return addressOf(httpServer);
    },
    drain: () => drain(parts, deps),
    close: () => close(parts, deps),
  };
}
