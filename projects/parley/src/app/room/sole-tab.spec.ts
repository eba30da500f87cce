import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { parseRoomName } from '@parley/protocol';
import { CLOCK, NEW_CHANNEL } from '../core/browser-apis';
import { SoleTab } from './sole-tab';

/** Channels of one browser: synchronous, and never heard by who speaks. */
class FakeChannels {
  readonly #open = new Map<FakeChannel, string>();

  readonly create = (name: string): BroadcastChannel => {
    const channel = new FakeChannel((data) => {
      for (const [other, otherName] of [...this.#open]) {
        if (other !== channel && otherName === name) {
          other.dispatchEvent(new MessageEvent('message', { data }));
        }
      }
    });
    channel.close.and.callFake(() => void this.#open.delete(channel));
    this.#open.set(channel, name);
    return channel as unknown as BroadcastChannel;
  };
}

class FakeChannel extends EventTarget {
  readonly postMessage: (data: unknown) => void;
  readonly close = jasmine.createSpy('close');

  constructor(postMessage: (data: unknown) => void) {
    super();
    this.postMessage = postMessage;
  }
}

describe('SoleTab', () => {
  const [tea, bread] = ['tea-time', 'bread'].map((name) => {
    const room = parseRoomName(name);
    if (room === null) throw new Error('no room');
    return room;
  });
  let channels: FakeChannels;
  let now: number;
  let displaced: string[];

  beforeEach(() => {
    channels = new FakeChannels();
    now = 1_000;
    displaced = [];
  });

  function open(
    name: string,
    create: ((name: string) => BroadcastChannel) | null = channels.create,
  ): SoleTab {
    const tab = Injector.create({
      parent: TestBed.inject(Injector),
      providers: [
        { provide: CLOCK, useValue: () => now },
        { provide: NEW_CHANNEL, useValue: create ?? (() => null) },
        { provide: SoleTab },
      ],
    }).get(SoleTab);
    tab.displaced$.subscribe(() => displaced.push(name));
    return tab;
  }

  function joined(name: string, room = tea): SoleTab {
    const tab = open(name);
    if (room) tab.claim(room);
    now += 1;
    return tab;
  }

  it('belongs to the tab that joined last', () => {
    joined('first');
    joined('second');
    expect(displaced).toEqual(['first']);
  });

  it('goes back to a tab that takes it back', () => {
    const first = joined('first');
    joined('second');
    first.release();
    joined('first again');
    expect(displaced).toEqual(['first', 'second']);
  });

  it('leaves other rooms, and tabs in the lobby, alone', () => {
    joined('tea');
    open('lobby');
    joined('bread', bread);
    expect(displaced).toEqual([]);
  });

  it('stays in one of two tabs that join at the same moment', () => {
    const [one, two] = [open('one'), open('two')];
    if (tea) one.claim(tea);
    if (tea) two.claim(tea);
    expect(displaced.length).toBeLessThanOrEqual(1);
  });

  it('takes nothing for a claim that is none, and does without where the browser has no channels', () => {
    joined('first');
    channels.create('parley.call.tea-time').postMessage({ tab: 'x' });
    const alone = open('alone', null);
    if (tea) alone.claim(tea);
    alone.release();
    expect(displaced).toEqual([]);
  });
});
