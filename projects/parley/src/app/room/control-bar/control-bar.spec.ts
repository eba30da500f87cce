import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { until } from '../../core/testing/until';
import type { SourceState } from '../../media/local-media';
import { MEDIA_ERROR_CODES } from '../../media/media-error';
import { ControlBar } from './control-bar';

const ON: SourceState = { kind: 'on', track: {} as MediaStreamTrack };
const OFF: SourceState = { kind: 'off' };

describe('ControlBar', () => {
  let fixture: ComponentFixture<ControlBar>;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(ControlBar);
    await set({ microphone: ON, camera: ON });
  });

  async function set(inputs: Record<string, unknown>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  function buttons(): HTMLButtonElement[] {
    return [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLButtonElement>('.bar button')];
  }

  function button(name: string): HTMLButtonElement {
    const found = buttons().find((candidate) => candidate.ariaLabel === name);
    if (!found) throw new Error(`no button "${name}"`);
    return found;
  }

  function description(of: HTMLButtonElement): string {
    const ids = of.getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent.trim()).join(' ');
  }

  function emitted(
    output: 'toggleMicrophone' | 'toggleCamera' | 'toggleShare' | 'leave' | 'openDevices',
  ): () => number {
    let count = 0;
    fixture.componentInstance[output].subscribe(() => count++);
    return () => count;
  }

  it('has its controls in their order, with the names the tests rely on', () => {
    expect(buttons().map((each) => each.ariaLabel)).toEqual([
      'Mute microphone',
      'Turn camera off',
      'Share screen',
      'Chat',
      'People',
      'More',
      'Leave',
    ]);
  });

  it('names what a press does next', async () => {
    await set({ microphone: OFF, camera: OFF, sharing: true });
    expect(
      buttons()
        .slice(0, 3)
        .map((each) => each.ariaLabel),
    ).toEqual(['Unmute microphone', 'Turn camera on', 'Stop sharing']);
    // The name tells the state: saying it twice would say the opposite.
    expect(buttons().some((each) => each.hasAttribute('aria-pressed'))).toBeFalse();
  });

  it('names what a press does while a device is on its way: it takes the wish back', async () => {
    await set({ microphone: { kind: 'starting' }, camera: { kind: 'starting' } });
    for (const name of ['Mute microphone', 'Turn camera off']) {
      expect(button(name).getAttribute('aria-busy')).toBe('true');
    }
  });

  it('asks for what is pressed', () => {
    const asked = [
      emitted('toggleMicrophone'),
      emitted('toggleCamera'),
      emitted('toggleShare'),
      emitted('leave'),
    ];
    for (const name of ['Mute microphone', 'Turn camera off', 'Share screen', 'Leave']) button(name).click();
    expect(asked.map((count) => count())).toEqual([1, 1, 1, 1]);
  });

  it('opens panels and tells which one is open', async () => {
    const asked: string[] = [];
    fixture.componentInstance.togglePanel.subscribe((panel) => asked.push(panel));
    button('Chat').click();
    button('People').click();
    expect(asked).toEqual(['chat', 'people']);
    await set({ panel: 'people' });
    expect(button('Chat').ariaExpanded).toBe('false');
    expect(button('People').ariaExpanded).toBe('true');
  });

  it('counts unread messages in a badge and in words, and keeps the name', async () => {
    expect(description(button('Chat'))).toBe('');
    await set({ unread: 1 });
    expect(description(button('Chat'))).toBe('1 unread message');
    await set({ unread: 120 });
    expect(button('Chat').textContent).toContain('99+');
    expect(description(button('Chat'))).toBe('120 unread messages');
  });

  it('counts the people', async () => {
    await set({ people: 3 });
    expect(button('People').textContent).toContain('3');
    expect(description(button('People'))).toBe('3 people');
  });

  it('offers only what this browser can do', async () => {
    await set({ canShare: false });
    expect(buttons().some((each) => each.ariaLabel === 'Share screen')).toBeFalse();
  });

  it('has targets of at least 44 px', () => {
    for (const each of buttons()) {
      const { width, height } = each.getBoundingClientRect();
      expect(Math.min(width, height))
        .withContext(each.ariaLabel ?? '')
        .toBeGreaterThanOrEqual(44);
    }
  });

  async function openMenu(): Promise<void> {
    button('More').click();
    await until(() => document.querySelector('[role="menuitem"]') !== null);
    await fixture.whenStable();
  }

  it('keeps the rest behind More', async () => {
    await set({ canFlip: true, canFullscreen: true, fullscreen: true });
    const asked: string[] = [];
    const { flipCamera, openInvite, openDevices, toggleFullscreen, openShortcuts } =
      fixture.componentInstance;
    flipCamera.subscribe(() => asked.push('flip'));
    openInvite.subscribe(() => asked.push('invite'));
    openDevices.subscribe(() => asked.push('devices'));
    toggleFullscreen.subscribe(() => asked.push('fullscreen'));
    openShortcuts.subscribe(() => asked.push('shortcuts'));
    for (const name of ['Flip camera', 'Invite', 'Devices', 'Leave full screen', 'Keyboard shortcuts']) {
      await openMenu();
      const items = [...document.querySelectorAll<HTMLButtonElement>('[role="menuitem"]')];
      items.findLast((item) => item.textContent.includes(name))?.click();
      await fixture.whenStable();
    }
    expect(asked).toEqual(['flip', 'invite', 'devices', 'fullscreen', 'shortcuts']);
  });

  it('keeps its menu inside itself: dark like the stage, and in the landmark of the call', async () => {
    await openMenu();
    expect((fixture.nativeElement as HTMLElement).querySelector('[role="menu"]')).not.toBeNull();
  });

  describe('with a camera that failed', () => {
    beforeEach(() => set({ camera: { kind: 'failed', code: 'permission-denied' } satisfies SourceState }));

    function card(): HTMLElement {
      const found = document.getElementById('camera-problem');
      if (!found) throw new Error('no card');
      return found;
    }

    it('marks the button and says why when it is pressed', () => {
      const asked = emitted('toggleCamera');
      expect(button('Turn camera on').querySelector('.warning')).not.toBeNull();
      expect(description(button('Turn camera on'))).toBe('Your camera is blocked');
      button('Turn camera on').click();
      expect(card().matches(':popover-open')).toBeTrue();
      expect(card().textContent).toContain('allow the camera');
      expect(asked()).toBe(0);
    });

    it('tries again from there', () => {
      const asked = emitted('toggleCamera');
      button('Turn camera on').click();
      card().querySelector('button')?.click();
      expect(asked()).toBe(1);
      expect(card().matches(':popover-open')).toBeFalse();
    });

    it('leads to the devices from there', () => {
      const asked = emitted('openDevices');
      button('Turn camera on').click();
      card().querySelectorAll('button')[1]?.click();
      expect(asked()).toBe(1);
    });

    it('says nothing about the microphone', () => {
      expect(button('Mute microphone').querySelector('.warning')).toBeNull();
      expect(button('Mute microphone').hasAttribute('popovertarget')).toBeFalse();
    });
  });

  it('has words and next steps for every failure', async () => {
    for (const code of MEDIA_ERROR_CODES) {
      await set({ microphone: { kind: 'failed', code } satisfies SourceState });
      const text = document.querySelector('#microphone-problem p')?.textContent ?? '';
      expect(text.length).withContext(code).toBeGreaterThan(20);
      expect(text).not.toContain('errors.media');
    }
  });
});
