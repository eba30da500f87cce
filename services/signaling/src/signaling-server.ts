import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createHttpApp } from './http/http-app.ts';
import { originCheck } from './http/origin.ts';
import { routeUpgrades } from './http/upgrade-router.ts';
import { fixedIceServers } from './ice/ice-servers.ts';
import { createLogger } from './logger.ts';
import type { Logger } from './logger.ts';
import { PeerGateway } from './peer/peer-gateway.ts';
import { peerTokens } from './peer/peer-token.ts';
import { logRegistry } from './rooms/registry-log.ts';
import { RoomRegistry } from './rooms/room-registry.ts';
import { announceTo } from './socket/room-announcer.ts';
import { SocketServer } from './socket/socket-server.ts';

/** What the world gives the service; specs give it another world. */
export interface ServerDeps {
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SignalingServer {
  /** Resolves once connections are accepted; rejects where the address is taken or not ours. */
  listen(): Promise<AddressInfo>;
  /** `null` unless listening. */
  readonly address: AddressInfo | null;
  /** Disconnects everybody and frees the port. Idempotent. Calls go on: they do not run through here. */
  close(): Promise<void>;
}

function addressOf(server: Server): AddressInfo | null {
  const address = server.address();
  return typeof address === 'string' ? null : address;
}

function listenOn(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === null ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The service with all its parts connected, on a server that does not listen yet. */
function assemble(config: Config, { clock, log }: ServerDeps) {
  const secret = config.sessionSecret ?? randomBytes(32).toString('hex');
  const { roomCapacity: capacity, awaitReturnMs } = config;
  const httpServer = createServer(createHttpApp({ config, clock, log }));
  const registry = new RoomRegistry({ capacity, awaitReturnMs, clock });
  const tokens = peerTokens(secret, clock);
  const peers = new PeerGateway({ httpServer, tokens, membership: registry, capacity, clock, log });
  const sockets = new SocketServer();

  registry.observe(logRegistry(log));
  registry.observe(announceTo(sockets.io));
  registry.observe((fact) => {
    if (fact.type === 'identity-released') peers.drop(fact.participantId);
  });
  sockets.serve({
    registry,
    signPeerToken: (identity) => tokens.sign(identity),
    iceServers: fixedIceServers(config.iceServers),
    clock,
    log,
  });
  const routes = { '/socket.io/': sockets.upgrade, '/peer/': peers.upgrade } as const;
  routeUpgrades(httpServer, routes, originCheck(config));
  return { httpServer, registry, peers, sockets };
}

/** Puts the service together. Nothing happens before `listen`. */
export function createSignalingServer(config: Config, given: Partial<ServerDeps> = {}): SignalingServer {
  const { clock = systemClock, log = createLogger(config.logLevel) } = given;
  const { httpServer, registry, peers, sockets } = assemble(config, { clock, log });
  return {
    async listen() {
      await listenOn(httpServer, config);
      const address = addressOf(httpServer);
      if (!address) throw new Error('The server listens on no port.');
      log.info({ event: 'listening', port: address.port });
      return address;
    },
    get address() {
      return addressOf(httpServer);
    },
    async close() {
      const wasListening = httpServer.listening;
      const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()));
      registry.close();
      peers.close();
      await sockets.close();
      httpServer.closeAllConnections();
      await closed;
      if (wasListening) log.info({ event: 'closed' });
    },
  };
}
