import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { NAVIGATOR } from '../../core/browser-apis';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { Invite } from './invite';

describe('Invite', () => {
  const url = 'https://parley.example/blue-table';
  let fixture: ComponentFixture<Invite>;
  let host: HTMLElement;

  async function show(
    navigator: Partial<Navigator>,
    inputs: { large?: boolean; room?: string } = {},
  ): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideI18nTesting(), { provide: NAVIGATOR, useValue: navigator }],
    });
    fixture = TestBed.createComponent(Invite);
    for (const [name, value] of Object.entries({ url, room: 'blue-table', ...inputs })) {
      fixture.componentRef.setInput(name, value);
    }
    host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    await fixture.whenStable();
  }

  const button = (name: string) =>
    [...host.querySelectorAll('button')].find((candidate) => candidate.textContent.includes(name));

  it('shows the link to copy', async () => {
    await show({});
    expect(host.querySelector('input')?.value).toBe(url);
    expect(button('Copy link')).toBeDefined();
  });

  it('is large for who is alone: the word, the room, the code at once', async () => {
    await show({}, { large: true });
    expect(host.querySelector('h2')?.textContent).toBe('You are the first here. Send the link.');
    expect(host.querySelector('.room')?.textContent).toContain('blue-table');
    const code = host.querySelector('svg[role=img]');
    expect(code?.ariaLabel).toBe('QR code with the link to this room');
    expect(code?.querySelector('.dark')?.getAttribute('d')).toContain('M4 4h7v1h-7z');
  });

  it('does not read out a name nobody can say', async () => {
    await show({}, { large: true, room: '0b0f6f52-6c1f-4b1c-9f0a-7d3a2f6f7c11' });
    expect(host.querySelector('.room')).toBeNull();
  });

  it('makes the code when it is asked for', async () => {
    await show({});
    expect(host.querySelector('app-qr-code')).toBeNull();
    host.querySelector('summary')?.click();
    await new Promise((resolve) => host.querySelector('details')?.addEventListener('toggle', resolve));
    await fixture.whenStable();
    expect(host.querySelector('app-qr-code .dark')).not.toBeNull();
  });

  it('draws the code dark on light in the dark as well', async () => {
    document.documentElement.style.colorScheme = 'dark';
    await show({}, { large: true });
    const colour = (selector: string) => {
      const part = host.querySelector(selector);
      return part === null ? null : getComputedStyle(part).fill;
    };
    expect([colour('.light'), colour('.dark')]).toEqual(['rgb(251, 248, 243)', 'rgb(27, 26, 31)']);
    document.documentElement.style.colorScheme = '';
  });

  it('offers sharing only where the browser can', async () => {
    await show({});
    expect(button('Share link')).toBeUndefined();
  });

  it('hands the link to the system', async () => {
    const shared: (ShareData | undefined)[] = [];
    await show({
      share: (data) => {
        shared.push(data);
        return Promise.resolve();
      },
    });
    button('Share link')?.click();
    await fixture.whenStable();
    expect(shared).toEqual([{ title: 'A Parley meeting', url }]);
    expect(host.querySelector('.failed')?.textContent.trim()).toBe('');
  });

  const outcomes: readonly (readonly [string, Error, string])[] = [
    ['says nothing when the sheet is closed', new DOMException('', 'AbortError'), ''],
    ['says so when sharing fails', new DOMException('', 'NotAllowedError'), 'Copy the link instead'],
    ['says so when the browser errs', new TypeError('data'), 'Copy the link instead'],
  ];
  for (const [name, error, words] of outcomes) {
    it(name, async () => {
      await show({ share: () => Promise.reject(error) });
      button('Share link')?.click();
      await fixture.whenStable();
      const said = host.querySelector('.failed')?.textContent.trim() ?? '';
      expect(words === '' ? said === '' : said.includes(words))
        .withContext(said)
        .toBeTrue();
    });
  }
});
