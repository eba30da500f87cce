import { type ComponentFixture, DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { LIMITS } from '@parley/protocol';
import { NAVIGATOR, WINDOW } from '../../core/browser-apis';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { until } from '../../core/testing/until';
import { type DeviceChoices, type LocalMedia, NO_MEDIA, type SourceState } from '../../media/local-media';
import type { MediaErrorCode } from '../../media/media-error';
import { Lobby } from './lobby';

const NONE = { list: [], selected: null };
const NO_CHOICES: DeviceChoices = { camera: NONE, microphone: NONE, speaker: NONE };

function on(kind: 'audio' | 'video'): SourceState {
  const stream =
    kind === 'video'
      ? document.createElement('canvas').captureStream()
      : new AudioContext().createMediaStreamDestination().stream;
  const [track] = stream.getTracks();
  if (track === undefined) throw new Error('no track');
  return { kind: 'on', track };
}

function failed(code: MediaErrorCode): SourceState {
  return { kind: 'failed', code };
}

describe('Lobby', () => {
  let fixture: ComponentFixture<Lobby>;
  let page: HTMLElement;
  let finePointer: boolean;
  let reload: jasmine.Spy<() => void>;

  beforeEach(() => {
    finePointer = false;
    reload = jasmine.createSpy<() => void>('reload');
    TestBed.configureTestingModule({
      deferBlockBehavior: DeferBlockBehavior.Playthrough,
      providers: [
        provideI18nTesting(),
        provideRouter([]),
        { provide: NAVIGATOR, useValue: { userAgent: 'Firefox/150.0', maxTouchPoints: 0 } },
        { provide: WINDOW, useValue: { matchMedia: () => ({ matches: finePointer }), location: { reload } } },
      ],
    });
  });
  afterEach(() => page.remove());

  async function render(inputs: Record<string, unknown> = {}): Promise<void> {
    fixture = TestBed.createComponent(Lobby);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await set({ room: 'standup', media: NO_MEDIA, devices: NO_CHOICES, ...inputs });
  }

  async function set(inputs: Record<string, unknown>): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  }

  function button(name: string): HTMLButtonElement {
    const found = [...page.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
    );
    if (found === undefined) throw new Error(`no button "${name}"`);
    return found;
  }

  function nameField(): HTMLInputElement {
    const label = [...page.querySelectorAll('label')].find((each) => each.textContent === 'Your name');
    if (!(label?.control instanceof HTMLInputElement)) throw new Error('no name field');
    return label.control;
  }

  async function type(name: string): Promise<void> {
    nameField().value = name;
    nameField().dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  function joins(): string[] {
    const names: string[] = [];
    fixture.componentInstance.join.subscribe((name) => names.push(name));
    return names;
  }

  describe('joining', () => {
    it('takes the remembered name, or the one typed, tidied', async () => {
      await render({ name: 'Ada' });
      const names = joins();
      button('Join').click();
      await type('  Ada   Lovelace ');
      nameField().form?.requestSubmit();
      expect(names).toEqual(['Ada', 'Ada Lovelace']);
    });

    it('asks for a name beside the field, and forgets it with the first letter', async () => {
      await render();
      const names = joins();
      await type('\u200B\u3164');
      button('Join').click();
      await fixture.whenStable();
      expect(names).toEqual([]);
      expect(nameField().getAttribute('aria-invalid')).toBe('true');
      const hint = page.querySelector(`#${nameField().getAttribute('aria-describedby') ?? 'none'}`);
      expect(hint?.textContent).toContain('Write your name');
      expect(document.activeElement).toBe(nameField());
      await type('A');
      expect(nameField().getAttribute('aria-invalid')).toBeNull();
    });

    it('says so at once when a link brought a name that is too long, and does not join with it', async () => {
      await render({ name: 'x'.repeat(LIMITS.displayName.max + 1) });
      const hint = () => page.querySelector(`#${nameField().getAttribute('aria-describedby') ?? 'none'}`);
      expect(hint()?.textContent).toContain(`at most ${LIMITS.displayName.max} characters`);
      const names = joins();
      nameField().form?.requestSubmit();
      await fixture.whenStable();
      expect(names).toEqual([]);
      expect(hint()).not.toBeNull();
      nameField().value = 'Ada';
      nameField().dispatchEvent(new Event('input'));
      await fixture.whenStable();
      expect(hint()).toBeNull();
    });

    it('takes no longer name than the others are shown', async () => {
      await render();
      expect(nameField().maxLength).toBe(LIMITS.displayName.max);
    });

    it('works whatever is wrong with the devices', async () => {
      for (const code of ['permission-denied', 'permission-dismissed', 'not-found', 'in-use'] as const) {
        await render({ name: 'Ada', media: { ...NO_MEDIA, camera: failed(code), microphone: failed(code) } });
        const names = joins();
        button('Join').click();
        expect(names).toEqual(['Ada']);
        page.remove();
      }
    });

    it('asks once: a second press while joining does nothing', async () => {
      await render({ name: 'Ada', joining: true });
      const names = joins();
      expect(button('Joining…').getAttribute('aria-disabled')).toBe('true');
      button('Joining…').click();
      expect(names).toEqual([]);
    });

    it('is an Enter away where there is a keyboard, and leaves a phone alone', async () => {
      finePointer = true;
      await render();
      expect(document.activeElement).toBe(nameField());
      page.remove();
      finePointer = false;
      await render();
      expect(document.activeElement).not.toBe(nameField());
    });
  });

  describe('says', () => {
    it('the name of the room, unless it is only an id', async () => {
      await render();
      expect(page.querySelector('h1')?.textContent).toBe('Join standup');
      await set({ room: '123e4567-e89b-42d3-a456-426614174000' });
      expect(page.querySelector('h1')?.textContent).toBe('Join the meeting');
    });

    it('why joining failed, with the one way on', async () => {
      await render({ problem: 'room-full' });
      expect(page.querySelector('[role=alert]')?.textContent).toContain('This room is full.');
      let home = 0;
      fixture.componentInstance.home.subscribe(() => home++);
      page.querySelector<HTMLElement>('app-status-banner button')?.click();
      expect(home).toBe(1);
      await set({ problem: 'version-mismatch' });
      button('Reload').click();
      expect(reload).toHaveBeenCalledTimes(1);
    });

    it('that we are offline, and not that the service is to blame', async () => {
      await render({ offline: true, problem: 'signaling-unreachable' });
      expect(page.textContent).toContain('You are offline.');
      expect(page.textContent).not.toContain('cannot be reached');
    });
  });

  describe('own picture', () => {
    it('is muted, mirrored and inline', async () => {
      const camera = on('video');
      const stream = camera.kind === 'on' ? new MediaStream([camera.track]) : null;
      await render({ media: { ...NO_MEDIA, camera }, stream });
      const video = page.querySelector('video');
      expect(video?.srcObject).toBe(stream);
      expect(video?.muted).toBeTrue();
      expect(video?.playsInline).toBeTrue();
      expect(video?.classList).toContain('mirrored');
      await set({ mirrored: false });
      expect(video?.classList).not.toContain('mirrored');
    });

    it('says that it is off, or on its way', async () => {
      await render({ name: 'Ada Lovelace' });
      expect(page.querySelector('.message')?.textContent).toContain('Your camera is off');
      const width = page.querySelector('.message app-avatar')?.getBoundingClientRect().width;
      expect(width).withContext('as large as a face').toBeGreaterThanOrEqual(72);
      expect(page.querySelector('app-avatar')?.textContent).toContain('AL');
      await set({ media: { ...NO_MEDIA, camera: { kind: 'starting' } } });
      expect(page.querySelector('.message')?.textContent).toContain('choose Allow');
    });
  });

  describe('devices', () => {
    it('are switched by buttons that say what they will do', async () => {
      const media: LocalMedia = { ...NO_MEDIA, microphone: on('audio') };
      await render({ media });
      const pressed: string[] = [];
      fixture.componentInstance.toggleMicrophone.subscribe(() => pressed.push('microphone'));
      fixture.componentInstance.toggleCamera.subscribe(() => pressed.push('camera'));
      button('Mute microphone').click();
      button('Turn camera on').click();
      expect(pressed).toEqual(['microphone', 'camera']);
      await set({ media: { ...NO_MEDIA, camera: on('video') } });
      expect(button('Unmute microphone')).toBeTruthy();
      expect(button('Turn camera off')).toBeTruthy();
    });

    it('show a level only while the microphone is on', async () => {
      await render({ media: { ...NO_MEDIA, microphone: on('audio') }, level: 0.5 });
      expect(page.querySelector('[role=meter]')?.getAttribute('aria-valuenow')).toBe('50');
      await set({ media: NO_MEDIA });
      expect(page.querySelector('[role=meter]')).toBeNull();
    });

    it('offer the other side of a phone', async () => {
      await render();
      expect(() => button('Flip camera')).toThrow();
      await set({ canFlip: true });
      let flips = 0;
      fixture.componentInstance.flipCamera.subscribe(() => flips++);
      button('Flip camera').click();
      expect(flips).toBe(1);
    });

    it('are chosen in a dialog that the keyboard can leave', async () => {
      const camera = { list: [{ id: 'cam-1', label: 'Built in' }], selected: null };
      await render({ devices: { ...NO_CHOICES, camera } });
      const chosen: unknown[] = [];
      fixture.componentInstance.choose.subscribe((choice) => chosen.push(choice));
      button('Devices').click();
      await until(() => page.querySelector('dialog select') !== null);
      await fixture.whenStable();
      const dialog = page.querySelector('dialog');
      expect(dialog?.open).toBeTrue();
      const select = page.querySelector('select');
      if (select) select.value = 'cam-1';
      select?.dispatchEvent(new Event('change'));
      expect(chosen).toEqual([{ kind: 'camera', id: 'cam-1' }]);
      dialog?.close();
      dialog?.dispatchEvent(new Event('close'));
      await fixture.whenStable();
      expect(page.querySelector('dialog')).toBeNull();
    });
  });

  describe('trouble with a device', () => {
    it('says what it is, what to do in this browser and what works anyway', async () => {
      await render({
        media: {
          ...NO_MEDIA,
          camera: failed('permission-denied'),
          microphone: failed('permission-denied'),
        },
      });
      const cards = page.querySelectorAll('app-media-problem-card');
      expect(cards.length).toBe(1);
      expect(cards[0]?.textContent).toContain('Camera and microphone are blocked');
      expect(cards[0]?.textContent).toContain('remove the block');
      expect(cards[0]?.textContent).toContain('You can join to watch and listen.');
      expect(page.querySelector('a[href="/check"]')?.textContent).toBe('Check my connection');
    });

    it('leads to a closer look only where there is trouble that one could see', async () => {
      await render();
      expect(page.querySelector('a[href="/check"]')).toBeNull();
      await set({ problem: 'signaling-unreachable' });
      expect(page.querySelector('a[href="/check"]')).not.toBeNull();
      await set({ offline: true });
      expect(page.querySelector('a[href="/check"]')).toBeNull();
      await set({ offline: false, problem: 'room-full' });
      expect(page.querySelector('a[href="/check"]')).toBeNull();
    });

    it('is tried again for what was wanted, and for nothing else', async () => {
      await render({ media: { ...NO_MEDIA, microphone: failed('in-use') } });
      const retries: unknown[] = [];
      fixture.componentInstance.retry.subscribe((wanted) => retries.push(wanted));
      button('Try again').click();
      expect(retries).toEqual([{ microphone: true, camera: false }]);
    });

    it('asks again where the question was only closed', async () => {
      await render({ media: { ...NO_MEDIA, camera: failed('permission-dismissed') } });
      expect(button('Ask again')).toBeTruthy();
    });

    it('offers nothing that cannot help', async () => {
      await render({ media: { ...NO_MEDIA, camera: failed('insecure-context') } });
      expect(page.textContent).toContain('https://');
      expect(() => button('Try again')).toThrow();
    });
  });
});
