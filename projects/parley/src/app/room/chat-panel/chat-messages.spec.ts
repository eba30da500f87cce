import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { chatMessage, participantId } from '../../chat/testing/chat-messages';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { ChatMessages } from './chat-messages';

describe('ChatMessages', () => {
  let fixture: ComponentFixture<ChatMessages>;
  let host: HTMLElement;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(ChatMessages);
    host = fixture.nativeElement as HTMLElement;
    host.style.cssText = 'display: block; inline-size: 360px; block-size: 420px';
    document.body.append(host);
    fixture.componentRef.setInput('selfId', participantId(1));
  });

  async function show(inputs: Record<string, unknown>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  function find(selector: string): HTMLElement {
    const found = host.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    return found;
  }

  const log = () => find('[role=log]');

  it('names the author and tells the time once a group', async () => {
    const at = Date.now();
    await show({
      messages: [
        chatMessage({ id: 1, author: 2, name: 'Bea', sentAt: at }),
        chatMessage({ id: 2, author: 2, name: 'Bea', sentAt: at }),
        chatMessage({ id: 3, author: 1, name: 'Ada', sentAt: at }),
      ],
    });
    const names = [...host.querySelectorAll('.name')].map((name) => name.textContent);
    expect(names).toEqual(['Bea', 'You']);
    const times = [...host.querySelectorAll('time')];
    const shown = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);
    expect(times.map((time) => time.textContent)).toEqual([shown, shown]);
    expect(times[0]?.dateTime).toBe(new Date(at).toISOString());
    expect(host.querySelectorAll('app-chat-bubble.own').length).toBe(1);
  });

  it('takes a time that is no date', async () => {
    await show({ messages: [chatMessage({ id: 1, sentAt: Number.MAX_SAFE_INTEGER, text: 'still here' })] });
    expect(log().textContent).toContain('still here');
  });

  it('links addresses, safely', async () => {
    await show({
      messages: [chatMessage({ id: 1, text: 'see https://example.com/a?b and ada@example.com' })],
    });
    const links = [...log().querySelectorAll('a')];
    expect(links.map((link) => [link.textContent, link.href])).toEqual([
      ['https://example.com/a?b', 'https://example.com/a?b'],
      ['ada@example.com', 'mailto:ada@example.com'],
    ]);
    for (const link of links) expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer']);
  });

  const payloads: readonly string[] = [
    '<img src=x onerror="window.hacked = 1">',
    '<script>window.hacked = 1</script>',
    '<svg onload=alert(1)><a href="https://x.org">x</a></svg>',
    '</p></li><iframe srcdoc="<b>x</b>">',
    '{{ constructor.constructor("alert(1)")() }}',
    '&lt;b&gt; &amp; &#60;',
    '"><style>* { display: none }</style>',
    '[click](javascript:alert(1)) **bold** `code`',
    'line one\n  line two   with   spaces\n\nline four',
    '🙂 ⚠️ \u202Eabc\u202C שלום',
    'x'.repeat(300),
  ];
  for (const payload of payloads) {
    it(`shows as it was written: ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      await show({ messages: [chatMessage({ id: 1, text: payload, name: '<b>Bea</b>', author: 2 })] });
      const text = find('.text');
      expect(text.textContent).toBe(payload);
      expect([...text.querySelectorAll(':not(a)')]).toEqual([]);
      expect(find('.name').textContent).toBe('<b>Bea</b>');
      expect(log().scrollWidth).withContext('nothing sticks out').toBeLessThanOrEqual(log().clientWidth);
    });
  }

  it('runs each message in the direction of its own language', async () => {
    await show({ messages: [chatMessage({ id: 1, text: 'שלום' }), chatMessage({ id: 2, text: 'hello' })] });
    const directions = [...host.querySelectorAll('.text')].map((text) => getComputedStyle(text).direction);
    expect(directions).toEqual(['rtl', 'ltr']);
  });
});
