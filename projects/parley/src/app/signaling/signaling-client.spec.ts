import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RoomIdSchema, shardOf } from '@parley/protocol';
import { Socket } from 'ngx-socket-io';
import { Subject, firstValueFrom } from 'rxjs';
import * as v from 'valibot';
import { idOf } from '../core/testing/participant-id';
import { WakeUps } from '../core/wake-ups';
import { RECONNECT_DELAY } from './reconnect-delay';
import { SignalingClient } from './signaling-client';
import { SignalingError } from './signaling-error';

const ROOM = v.parse(RoomIdSchema, 'kitchen');

/** The part of a Socket.IO socket that the client uses, played by hand. */
class FakeIoSocket {
  connected = false;
  readonly emitted: unknown[][] = [];
  answer: () => Promise<unknown> = () => Promise.reject(new Error('operation has timed out'));
  readonly connect = jasmine.createSpy('connect');
  readonly disconnect = jasmine.createSpy('disconnect');
  readonly io = { opts: { query: {} }, engine: { close: jasmine.createSpy('close') } };
  readonly #listeners = new Map<string, (payload: unknown) => void>();

  on(event: string, listener: (payload: unknown) => void): void {
    this.#listeners.set(event, listener);
  }
  timeout(): { emitWithAck: (...args: unknown[]) => Promise<unknown> } {
    return {
      emitWithAck: (...args) => {
        this.emitted.push(args);
        return this.answer();
      },
    };
  }
  receive(event: string, payload?: unknown): void {
    if (event === 'connect') this.connected = true;
    if (event === 'disconnect') this.connected = false;
    this.#listeners.get(event)?.(payload);
  }
}

describe('SignalingClient', () => {
  let socket: FakeIoSocket;
  let client: SignalingClient;
  let woke$: Subject<void>;
  let clock: jasmine.Clock;

  beforeEach(() => {
    clock = jasmine.clock().install();
    socket = new FakeIoSocket();
    woke$ = new Subject();
    client = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [
        { provide: Socket, useValue: { ioSocket: socket } },
        { provide: WakeUps, useValue: { woke$ } },
        { provide: RECONNECT_DELAY, useValue: (failures: number) => 100 * (failures + 1) },
        { provide: SignalingClient },
      ],
    }).get(SignalingClient);
  });

  afterEach(() => clock.uninstall());

  async function failure(): Promise<string> {
    return client.request('room:leave', {}).then(
      () => 'ok',
      (error: unknown) => (error instanceof SignalingError ? error.code : 'not ours'),
    );
  }

  it('names the shard of its room, and not the room', () => {
    client.open(ROOM);
    expect(socket.io.opts).toEqual({ query: { shard: String(shardOf(ROOM)) } });
  });

  it('queues nothing while it is down', async () => {
    client.open(ROOM);
    expect(await failure()).toBe('signaling-unreachable');
    expect(socket.emitted).toEqual([]);
  });

  it('resolves with the data of an ack', async () => {
    socket.receive('connect');
    socket.answer = () => Promise.resolve({ ok: true, data: { peerToken: 't', iceServers: [] } });
    expect(await client.request('peer:refresh', {})).toEqual({ peerToken: 't', iceServers: [] });
    expect(socket.emitted).toEqual([['peer:refresh', {}]]);
  });

  it('fails with the code of the service, or with what happened on the way', async () => {
    socket.receive('connect');
    expect(await failure()).toBe('signaling-timeout');
    socket.answer = () => Promise.resolve({ ok: false, error: { code: 'rate-limited' } });
    expect(await failure()).toBe('rate-limited');
    for (const nonsense of [null, 'ok', { ok: true }, { ok: false, error: { code: 'of my own' } }]) {
      socket.answer = () => Promise.resolve(nonsense);
      expect(await failure())
        .withContext(JSON.stringify(nonsense))
        .toBe('bad-answer');
    }
  });

  it('follows the connection, and comes back when the service closed it', () => {
    const seen: string[] = [];
    client.connection$.subscribe((connection) => seen.push(connection));
    client.open(ROOM);
    client.open(ROOM);
    socket.receive('connect');
    socket.receive('disconnect', 'io server disconnect');
    expect(seen).toEqual(['closed', 'connecting', 'up', 'down']);
    clock.tick(100);
    expect(socket.connect).toHaveBeenCalledTimes(2);
  });

  it('tries again and again, ever more patiently, and says once that it is down', () => {
    const seen: string[] = [];
    client.open(ROOM);
    client.connection$.subscribe((connection) => seen.push(connection));
    for (const delay of [100, 200, 300]) {
      socket.connect.calls.reset();
      socket.receive('connect_error');
      clock.tick(delay - 1);
      expect(socket.connect).not.toHaveBeenCalled();
      clock.tick(1);
      expect(socket.connect).toHaveBeenCalledTimes(1);
    }
    expect(seen).toEqual(['connecting', 'down']);
    socket.receive('connect');
    socket.receive('disconnect', 'transport close');
    clock.tick(100);
    expect(socket.connect).withContext('patience starts anew').toHaveBeenCalledTimes(2);
  });

  it('comes back to a service that closes when that wants it', () => {
    client.open(ROOM);
    socket.receive('connect');
    socket.receive('service:closing', { reconnectAfterMs: 'soon' });
    socket.receive('service:closing', { reconnectAfterMs: 2_000 });
    socket.receive('disconnect', 'transport close');
    clock.tick(1_999);
    expect(socket.connect).toHaveBeenCalledTimes(1);
    clock.tick(1);
    expect(socket.connect).toHaveBeenCalledTimes(2);
    socket.receive('connect_error');
    clock.tick(200);
    expect(socket.connect).toHaveBeenCalledTimes(3);
  });

  it('does not wait when the page wakes up', () => {
    client.open(ROOM);
    socket.receive('disconnect', 'transport close');
    woke$.next();
    expect(socket.connect).toHaveBeenCalledTimes(2);
    woke$.next();
    clock.tick(10_000);
    expect(socket.connect).withContext('one attempt at a time').toHaveBeenCalledTimes(2);
  });

  it('gives up a connection that died in its sleep, without a goodbye', async () => {
    client.open(ROOM);
    socket.receive('connect');
    socket.answer = () => Promise.resolve({ ok: false, error: { code: 'not-in-room' } });
    woke$.next();
    await Promise.resolve();
    expect(socket.io.engine.close).not.toHaveBeenCalled();
    await Promise.resolve();
    socket.answer = () => Promise.reject(new Error('operation has timed out'));
    woke$.next();
    woke$.next();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(socket.io.engine.close).toHaveBeenCalledTimes(1);
    expect(socket.disconnect).not.toHaveBeenCalled();
    socket.receive('disconnect', 'forced close');
    clock.tick(0);
    expect(socket.connect).withContext('at once').toHaveBeenCalledTimes(2);
  });

  it('stays closed once closed', () => {
    client.open(ROOM);
    client.close();
    socket.receive('disconnect', 'io client disconnect');
    clock.tick(10_000);
    woke$.next();
    expect(client.connection$.value).toBe('closed');
    expect(socket.connect).toHaveBeenCalledTimes(1);
  });

  it('passes on facts of the documented shape and drops the others', async () => {
    const first = firstValueFrom(client.facts$);
    socket.receive('participant:left', { participantId: 'nobody', reason: 'left' });
    socket.receive('host:changed', null);
    socket.receive('participant:left', { participantId: idOf(1), reason: 'left' });
    expect(await first).toEqual({
      name: 'participant:left',
      payload: { participantId: idOf(1), reason: 'left' },
    });
  });
});
