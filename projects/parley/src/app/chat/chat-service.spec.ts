import { TestBed } from '@angular/core/testing';
import { createEnvironmentInjector, EnvironmentInjector } from '@angular/core';
import { type ChatMessage, LIMITS, type ParticipantId } from '@parley/protocol';
import { CLOCK } from '../core/browser-apis';
import { ChatLog } from './chat-log';
import { ChatService } from './chat-service';
import { NEW_MESSAGE_ID } from './message-id';
import { chatMessage, messageId, participantId, seededRandom } from './testing/chat-messages';
import { FakeChatMesh } from './testing/fake-chat-mesh';

const [ada, bea, cyd] = [participantId(1), participantId(2), participantId(3)];
const NAMES = new Map([
  [ada, 'Ada'],
  [bea, 'Bea'],
  [cyd, 'Cyd'],
]);
const nameOf = (id: ParticipantId) => NAMES.get(id) ?? null;
const texts = (chat: ChatService) => chat.log$.value.messages.map((message) => message.text);

describe('ChatService', () => {
  let mesh: FakeChatMesh;
  let ids: number;

  beforeEach(() => {
    mesh = new FakeChatMesh();
    ids = 0;
  });

  function create(): ChatService {
    const parent = TestBed.inject(EnvironmentInjector);
    const providers = [
      ChatService,
      { provide: CLOCK, useValue: () => 1_790_000_000_000 },
      { provide: NEW_MESSAGE_ID, useValue: () => messageId((ids += 1)) },
    ];
    return createEnvironmentInjector(providers, parent).get(ChatService);
  }

  function join(id: ParticipantId): ChatService {
    const chat = create();
    chat.open({ id, name: nameOf(id) ?? 'Somebody' }, mesh.channel(id), nameOf);
    return chat;
  }

  function deliverNew(from: ParticipantId, to: ParticipantId, message: ChatMessage): void {
    mesh.deliver(from, to, JSON.stringify({ type: 'chat:message', message }));
  }

  function deliverHistory(from: ParticipantId, to: ParticipantId, messages: ChatMessage[]): void {
    mesh.deliver(from, to, JSON.stringify({ type: 'chat:history', messages }));
  }

  describe('send', () => {
    it('writes a message to the log and to the others', () => {
      const [one, two] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      mesh.settle();
      expect(one.send('  hello\nthere ')).toBeTrue();
      mesh.settle();
      const expected: ChatMessage = chatMessage({
        id: 1,
        author: 1,
        clock: 1,
        text: 'hello\nthere',
        sentAt: 1_790_000_000_000,
      });
      expect(one.log$.value.messages).toEqual([expected]);
      expect(two.log$.value.messages).toEqual([expected]);
    });

    it('refuses what is empty or too long, and keeps quiet about it', () => {
      const [one, two] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      mesh.settle();
      expect(['', ' \n\t ', 'x'.repeat(LIMITS.chatMessage.max + 1)].map((text) => one.send(text))).toEqual([
        false,
        false,
        false,
      ]);
      mesh.settle();
      expect([texts(one), texts(two)]).toEqual([[], []]);
      expect(one.send(` ${'x'.repeat(LIMITS.chatMessage.max)} `)).toBeTrue();
    });

    it('refuses before open and after close', () => {
      const chat = create();
      expect(chat.send('hello')).toBeFalse();
      chat.open({ id: ada, name: 'Ada' }, mesh.channel(ada), nameOf);
      expect(chat.send('hello')).toBeTrue();
      chat.close();
      chat.close();
      expect(chat.send('hello')).toBeFalse();
      expect(texts(chat)).toEqual(['hello']);
    });

    it('takes a clock larger than that of every message it has seen', () => {
      const chat = join(ada);
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2, clock: 41 }));
      chat.send('later');
      expect(chat.log$.value.messages.at(-1)).toEqual(jasmine.objectContaining({ text: 'later', clock: 42 }));
    });
  });

  describe('where two do not reach each other', () => {
    it('what one of them writes comes by a third, who is asked for it', () => {
      const [one, , three] = [join(ada), join(bea), join(cyd)];
      mesh.connect(ada, bea);
      mesh.connect(bea, cyd);
      mesh.settle();
      one.send('past the firewall');
      mesh.settle();
      expect(texts(three)).toEqual([]);
      mesh.detour(cyd, bea);
      mesh.settle();
      mesh.detour(cyd, bea);
      mesh.settle();
      expect(texts(three)).toEqual(['past the firewall']);
      expect(three.unread$.value).toBe(1);
    });
  });

  describe('what it believes', () => {
    it('drops a new message that does not come from its author', () => {
      const chat = join(ada);
      deliverNew(bea, ada, chatMessage({ id: 50, author: 3 }));
      deliverNew(bea, ada, chatMessage({ id: 51, author: 1 }));
      expect(texts(chat)).toEqual([]);
    });

    it('takes the name of an author from the roster, new and in a history', () => {
      const chat = join(ada);
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2, name: 'The boss' }));
      deliverHistory(bea, ada, [chatMessage({ id: 51, author: 3, name: 'The boss' })]);
      expect(chat.log$.value.messages.map((message) => message.name)).toEqual(['Bea', 'Cyd']);
    });

    it('takes the given name of who is not in the roster', () => {
      const chat = join(ada);
      deliverHistory(bea, ada, [chatMessage({ id: 50, author: 9, name: 'Zoe' })]);
      expect(chat.log$.value.messages[0]?.name).toBe('Zoe');
    });

    it('takes back its own messages from a history, as after a reload', () => {
      const chat = join(ada);
      deliverHistory(bea, ada, [chatMessage({ id: 50, author: 1, text: 'mine', clock: 4 })]);
      expect(texts(chat)).toEqual(['mine']);
      chat.send('next');
      expect(texts(chat)).toEqual(['mine', 'next']);
    });

    it('drops a message whose clock leaps ahead, and goes on', () => {
      const chat = join(ada);
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2, clock: Number.MAX_SAFE_INTEGER }));
      deliverHistory(bea, ada, [
        chatMessage({ id: 51, author: 2, clock: 1_000_001, text: 'too far' }),
        chatMessage({ id: 52, author: 2, clock: 1_000_000, text: 'just near enough' }),
      ]);
      expect(texts(chat)).toEqual(['just near enough', 'too far']);
      deliverNew(bea, ada, chatMessage({ id: 53, author: 2, clock: 2_000_002 }));
      expect(chat.log$.value.clock).toBe(1_000_001);
    });

    it('does not let a history change a message it holds', () => {
      const chat = join(ada);
      deliverNew(cyd, ada, chatMessage({ id: 50, author: 3, text: 'yes' }));
      deliverHistory(bea, ada, [chatMessage({ id: 50, author: 3, text: 'no' })]);
      expect(texts(chat)).toEqual(['yes']);
    });

    it('leaves messages that are not about chat alone', () => {
      const chat = join(ada);
      const media = { revision: 1, microphone: true, camera: true, screen: false };
      mesh.deliver(bea, ada, JSON.stringify({ type: 'media:state', media }));
      expect(chat.log$.value).toBe(ChatLog.EMPTY);
    });
  });

  describe('unread', () => {
    it('counts messages of others that arrive unread, once each', () => {
      const chat = join(ada);
      const counts: number[] = [];
      chat.unread$.subscribe((count) => counts.push(count));
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2 }));
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2 }));
      deliverHistory(bea, ada, [
        chatMessage({ id: 50, author: 2 }),
        chatMessage({ id: 51, author: 3 }),
        chatMessage({ id: 52, author: 1 }),
      ]);
      chat.send('mine');
      expect(counts).toEqual([0, 1, 2]);
    });

    it('counts nothing while the conversation is read', () => {
      const chat = join(ada);
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2 }));
      chat.setReading(true);
      expect(chat.unread$.value).toBe(0);
      deliverNew(bea, ada, chatMessage({ id: 51, author: 2 }));
      expect(chat.unread$.value).toBe(0);
      chat.setReading(false);
      deliverNew(bea, ada, chatMessage({ id: 52, author: 2 }));
      expect(chat.unread$.value).toBe(1);
    });
  });

  describe('synchronising', () => {
    it('gives a late joiner the conversation so far, and theirs to the others', () => {
      const [one, two, three] = [join(ada), join(bea), join(cyd)];
      mesh.connect(ada, bea);
      one.send('first');
      mesh.settle();
      two.send('second');
      mesh.settle();
      three.send('anyone?');
      mesh.connect(cyd, ada);
      mesh.connect(cyd, bea);
      mesh.settle();
      expect(texts(three).length).toBe(3);
      expect(texts(one)).toEqual(texts(three));
      expect(texts(two)).toEqual(texts(three));
    });

    it('gives a late joiner what people wrote who have left', () => {
      const [one, two] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      one.send('I must go');
      mesh.settle();
      mesh.cut(ada, bea);
      one.close();
      const three = join(cyd);
      mesh.connect(cyd, bea);
      mesh.settle();
      expect(texts(three)).toEqual(['I must go']);
      expect(texts(two)).toEqual(['I must go']);
    });

    it('heals what was written while a link was down, on both sides', () => {
      const [one, two] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      one.send('before');
      mesh.settle();
      one.send('lost on the way');
      mesh.cut(ada, bea);
      one.send('to nobody');
      two.send('me neither');
      mesh.settle();
      expect(texts(two)).toEqual(['before', 'me neither']);
      mesh.connect(ada, bea);
      mesh.settle();
      expect(texts(one).length).toBe(4);
      expect(texts(two)).toEqual(texts(one));
    });

    it('keeps the conversation when it opens again, with another id too', () => {
      const [one, two] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      one.send('before');
      mesh.settle();
      mesh.cut(ada, bea);
      one.close();
      two.send('meanwhile');
      one.open({ id: cyd, name: 'Ada' }, mesh.channel(cyd), nameOf);
      mesh.connect(cyd, bea);
      mesh.settle();
      one.send('back');
      mesh.settle();
      expect(texts(one)).toEqual(['before', 'meanwhile', 'back']);
      expect(texts(two)).toEqual(texts(one));
    });

    it('hears nothing after close', () => {
      const chat = join(ada);
      chat.close();
      deliverNew(bea, ada, chatMessage({ id: 50, author: 2 }));
      expect(texts(chat)).toEqual([]);
    });

    it('sends a long history in frames that fit', () => {
      const [one, two] = [join(ada), join(bea)];
      for (let n = 0; n < 40; n += 1) one.send('語'.repeat(LIMITS.chatMessage.max));
      mesh.connect(ada, bea);
      mesh.settle();
      expect(texts(two).length).toBe(40);
      for (const frame of mesh.frames) {
        expect(new TextEncoder().encode(frame).length).toBeLessThanOrEqual(LIMITS.frameBytes);
      }
    });

    it('sends nothing to who has everything', () => {
      const [one] = [join(ada), join(bea)];
      mesh.connect(ada, bea);
      one.send('hello');
      mesh.settle();
      mesh.cut(ada, bea);
      const before = mesh.frames.length;
      mesh.connect(ada, bea);
      mesh.settle();
      expect(mesh.frames.slice(before).filter((frame) => frame.includes('chat:history'))).toEqual([]);
    });

    for (let seed = 1; seed <= 25; seed += 1) {
      it(`ends the same for three, whatever the network does (seed ${seed})`, () => {
        const random = seededRandom(seed);
        const people = [ada, bea, cyd];
        const chats = people.map((id) => join(id));
        // As after every return of signaling, while links stand.
        const rejoin = (n: number): void => {
          const id = people[n] ?? ada;
          chats[n]?.open({ id, name: nameOf(id) ?? '' }, mesh.channel(id), nameOf);
        };
        const pairs = [[ada, bea] as const, [bea, cyd] as const, [ada, cyd] as const];
        let written = 0;
        for (let step = 0; step < 60; step += 1) {
          const dice = random();
          const chat = chats[Math.floor(random() * 3)];
          const [a, b] = pairs[Math.floor(random() * 3)] ?? [ada, bea];
          if (dice < 0.5 && chat?.send(`message ${step}`) === true) written += 1;
          else if (dice < 0.65) mesh.cut(a, b);
          else if (dice < 0.8) mesh.connect(a, b);
          else if (dice < 0.85) mesh.repeatAll();
          else if (dice < 0.88) rejoin(Math.floor(random() * 3));
          else mesh.settle((waiting) => Math.floor(random() * waiting));
        }
        for (const [a, b] of pairs) {
          mesh.cut(a, b);
          mesh.connect(a, b);
          mesh.settle((waiting) => Math.floor(random() * waiting));
        }
        // The first pair synchronised before the others could pass on what a third had written.
        mesh.connect(ada, bea);
        mesh.settle((waiting) => Math.floor(random() * waiting));
        const [first, ...rest] = chats.map(texts);
        expect(first?.length).toBe(written);
        expect(new Set(first).size).toBe(written);
        for (const other of rest) expect(other).toEqual(first ?? []);
      });
    }
  });
});
