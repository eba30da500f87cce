import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type ChatMessage, LIMITS } from '@parley/protocol';
import { chatMessage, participantId } from '../../chat/testing/chat-messages';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { ChatPanel } from './chat-panel';

const { max } = LIMITS.chatMessage;

describe('ChatPanel', () => {
  let fixture: ComponentFixture<ChatPanel>;
  let host: HTMLElement;
  let sent: string[];
  let readings: boolean[];
  let visibility: DocumentVisibilityState;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    visibility = 'visible';
    spyOnProperty(document, 'visibilityState').and.callFake(() => visibility);
    fixture = TestBed.createComponent(ChatPanel);
    host = fixture.nativeElement as HTMLElement;
    host.style.cssText = 'display: block; inline-size: 360px; block-size: 420px';
    document.body.append(host);
    sent = [];
    readings = [];
    fixture.componentInstance.send.subscribe((text) => sent.push(text));
    fixture.componentInstance.reading.subscribe((reading) => readings.push(reading));
    await show({ messages: [], selfId: participantId(1) });
  });

  async function show(inputs: Record<string, unknown>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
    await laidOut();
  }

  function find<E extends HTMLElement>(selector: string): E {
    const found = host.querySelector<E>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    return found;
  }

  const field = () => find<HTMLTextAreaElement>('textarea');
  const log = () => find('[role=log]');
  const button = (name: string) =>
    [...host.querySelectorAll('button')].find(
      (candidate) => (candidate.ariaLabel ?? candidate.textContent.trim()) === name,
    );
  const conversation = (count: number): ChatMessage[] =>
    Array.from({ length: count }, (_, i) => chatMessage({ id: i + 1, author: 2, name: 'Bea' }));

  async function type(text: string): Promise<void> {
    field().value = text;
    field().dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    field().dispatchEvent(event);
    await fixture.whenStable();
    return event;
  }

  async function scrollTo(top: number): Promise<void> {
    const scrolled = new Promise((resolve) => log().addEventListener('scroll', resolve, { once: true }));
    log().scrollTop = top;
    await scrolled;
    await fixture.whenStable();
  }

  /** A whole frame has passed: scrolled, laid out, told whoever watches sizes. */
  const laidOut = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

  const topOf = (text: string) =>
    [...host.querySelectorAll('.text')]
      .find((candidate) => candidate.textContent === text)
      ?.getBoundingClientRect().top;

  const distanceToEnd = () => log().scrollHeight - log().scrollTop - log().clientHeight;

  describe('writing', () => {
    it('sends with Enter, trimmed, and empties the field', async () => {
      await type('  hello ');
      const event = await press('Enter');
      expect(sent).toEqual(['hello']);
      expect(event.defaultPrevented).toBeTrue();
      expect(field().value).toBe('');
    });

    it('breaks the line with Shift+Enter', async () => {
      await type('hello');
      const event = await press('Enter', { shiftKey: true });
      expect(event.defaultPrevented).toBeFalse();
      expect(sent).toEqual([]);
      expect(field().value).toBe('hello');
    });

    it('leaves the Enter that takes a suggestion to the input method', async () => {
      await type('にほん');
      await press('Enter', { isComposing: true });
      field().dispatchEvent(new CompositionEvent('compositionend'));
      await press('Enter');
      expect(sent).withContext('Safari: composition over, same key').toEqual([]);
      const later = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true });
      Object.defineProperty(later, 'timeStamp', { value: later.timeStamp + 1_000 });
      field().dispatchEvent(later);
      expect(sent).toEqual(['にほん']);
    });

    it('sends with the button', async () => {
      await type('hello');
      button('Send')?.click();
      expect(sent).toEqual(['hello']);
    });

    it('sends nothing when there is nothing to send', async () => {
      for (const text of ['', '   ', '\n\n']) {
        await type(text);
        await press('Enter');
        button('Send')?.click();
      }
      expect(sent).toEqual([]);
      expect(button('Send')?.ariaDisabled).toBe('true');
    });

    it('counts the last 200 characters', async () => {
      const counter = () => find('#chat-counter').textContent.trim();
      await type('x'.repeat(max - 201));
      expect(counter()).toBe('');
      await type('x'.repeat(max - 200));
      expect(counter()).toBe('200 left');
      await type('x'.repeat(max));
      expect(counter()).toBe('0 left');
      await press('Enter');
      expect(sent.map((text) => text.length)).toEqual([max]);
    });

    it('explains what is too long and keeps all of it', async () => {
      const long = 'x'.repeat(max + 12);
      await type(long);
      await press('Enter');
      expect(sent).toEqual([]);
      expect(field().value).toBe(long);
      expect(field().ariaInvalid).toBe('true');
      expect(find('#chat-counter').textContent).toContain('12 too many');
      expect(find('#chat-problem').textContent).toContain('4,000 characters');
      expect(field().getAttribute('aria-describedby')?.split(' ')).toEqual(['chat-counter', 'chat-problem']);
    });

    it('tells the draft to whoever keeps it as it goes, and shows what they kept', async () => {
      const drafts: string[] = [];
      fixture.componentInstance.kept.subscribe((draft) => drafts.push(draft));
      await show({ draft: 'half a thought' });
      expect(field().value).toBe('half a thought');
      await type('half a thou');
      fixture.destroy();
      expect(drafts).toEqual(['half a thou']);
    });

    it('grows with its text, to a point', async () => {
      const one = field().offsetHeight;
      await type('a\nb\nc');
      const three = field().offsetHeight;
      await type('a\n'.repeat(100));
      expect(three).toBeGreaterThan(one);
      expect(field().offsetHeight).toBeGreaterThan(three);
      expect(field().offsetHeight).toBeLessThanOrEqual(160);
    });

    it('closes with Escape, but not out of an input method', async () => {
      let closed = 0;
      fixture.componentInstance.closed.subscribe(() => (closed += 1));
      await press('Escape', { isComposing: true });
      expect(closed).toBe(0);
      await press('Escape');
      expect(closed).toBe(1);
    });
  });

  describe('reading', () => {
    it('follows the newest message', async () => {
      await show({ messages: conversation(40) });
      expect(log().scrollHeight).toBeGreaterThan(log().clientHeight);
      expect(distanceToEnd()).toBeLessThan(2);
      await show({ messages: conversation(41) });
      expect(distanceToEnd()).toBeLessThan(2);
      expect(button('New messages')).toBeUndefined();
    });

    it('stays where the reader has scrolled to, and offers the way down', async () => {
      await show({ messages: conversation(40) });
      await scrollTo(100);
      expect(button('New messages')).withContext('nothing new yet').toBeUndefined();
      await laidOut();
      const before = topOf('text 5');
      await show({ messages: conversation(41) });
      await laidOut();
      expect(topOf('text 5')).toBe(before);
      button('New messages')?.click();
      await fixture.whenStable();
      expect(distanceToEnd()).toBeLessThan(2);
      expect(button('New messages')).toBeUndefined();
      expect(document.activeElement).toBe(log());
    });

    it('forgets the offer when the reader scrolls down', async () => {
      await show({ messages: conversation(40) });
      await scrollTo(0);
      await show({ messages: conversation(41) });
      await scrollTo(log().scrollHeight);
      expect(button('New messages')).toBeUndefined();
    });

    it('stays at the end when the messages turn out taller than thought', async () => {
      const lines = Array.from({ length: 12 }, (_, n) => `line ${n}`).join('\n');
      await show({ messages: conversation(40).map((message) => ({ ...message, text: lines })) });
      await laidOut();
      await laidOut();
      expect(distanceToEnd()).toBeLessThan(2);
      expect(button('New messages')).toBeUndefined();
      expect(readings).toEqual([true]);
    });

    it('stays at the end when the panel gets narrower', async () => {
      await show({
        messages: conversation(40).map((message) => ({ ...message, text: 'a word '.repeat(30) })),
      });
      await laidOut();
      host.style.inlineSize = '240px';
      await laidOut();
      await laidOut();
      expect(distanceToEnd()).toBeLessThan(2);
      expect(readings).toEqual([true]);
    });

    it('keeps the end in sight when the list gets lower', async () => {
      await show({ messages: conversation(40) });
      await laidOut();
      const before = log().clientHeight;
      await type('a\nb\nc\nd');
      await laidOut();
      expect(log().clientHeight).toBeLessThan(before);
      expect(distanceToEnd()).toBeLessThan(2);
    });

    it('goes to what the reader writes', async () => {
      await show({ messages: conversation(40) });
      await scrollTo(0);
      await type('mine');
      await press('Enter');
      await show({ messages: [...conversation(40), chatMessage({ id: 99, author: 1, text: 'mine' })] });
      expect(distanceToEnd()).toBeLessThan(2);
      expect(button('New messages')).toBeUndefined();
    });

    it('reads only at the end and in sight', async () => {
      await show({ messages: conversation(40) });
      expect(readings).toEqual([true]);
      await scrollTo(0);
      expect(readings).toEqual([true, false]);
      await scrollTo(log().scrollHeight);
      visibility = 'hidden';
      document.dispatchEvent(new Event('visibilitychange'));
      await fixture.whenStable();
      expect(readings).toEqual([true, false, true, false]);
      visibility = 'visible';
      document.dispatchEvent(new Event('visibilitychange'));
      await fixture.whenStable();
      expect(readings.at(-1)).toBeTrue();
    });

    it('reads no more when the panel goes', () => {
      fixture.destroy();
      expect(readings).toEqual([true, false]);
    });

    it('says that nothing was written', async () => {
      expect(host.textContent).toContain('Nothing written yet');
      await show({ messages: conversation(1) });
      expect(host.textContent).not.toContain('Nothing written yet');
    });
  });

  it('has names for everything', () => {
    expect(find('h2').textContent).toBe('Chat');
    expect(log().ariaLabel).toBe('Conversation');
    expect(field().labels[0]?.textContent).toBe('Message');
    expect(button('Send')).toBeDefined();
    expect(button('Close')).toBeDefined();
  });
});
