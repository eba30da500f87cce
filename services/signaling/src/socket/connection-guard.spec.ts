import { EventEmitter } from 'node:events';
import { FakeClock } from '../testing/fake-clock.ts';
import { guardConnection } from './connection-guard.ts';

class FakeConnection extends EventEmitter {
  readonly socket = new EventEmitter();
  readonly transport = { socket: this.socket };
  readonly close = jasmine.createSpy('close');
}

describe('guardConnection', () => {
  let clock: FakeClock;
  let connection: FakeConnection;

  beforeEach(() => {
    clock = new FakeClock();
    connection = new FakeConnection();
    guardConnection(connection, clock);
  });

  function emit(emitter: EventEmitter, event: string, times: number): void {
    for (let n = 0; n < times; n += 1) emitter.emit(event);
  }

  for (const [what, emitterOf, event] of [
    ['packets of any kind', (c: FakeConnection): EventEmitter => c, 'packet'],
    ['pings of the WebSocket itself', (c: FakeConnection): EventEmitter => c.socket, 'ping'],
  ] as const) {
    it(`ends a flood of ${what}`, () => {
      emit(emitterOf(connection), event, 800);
      expect(connection.close).not.toHaveBeenCalled();
      emit(emitterOf(connection), event, 1);
      expect(connection.close).toHaveBeenCalledOnceWith(true);
    });
  }

  it('lets a client that keeps to the rate go on for ever', () => {
    for (let second = 0; second < 100; second += 1) {
      emit(connection, 'packet', 80);
      clock.advance(1000);
    }
    expect(connection.close).not.toHaveBeenCalled();
  });

  it('ends a connection whose client never reads', () => {
    emit(connection, 'packetCreate', 1000);
    connection.emit('flush');
    emit(connection, 'packetCreate', 1000);
    expect(connection.close).not.toHaveBeenCalled();
    emit(connection, 'packetCreate', 1);
    expect(connection.close).toHaveBeenCalledOnceWith(true);
  });
});
