import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import type { Tile } from '../tile';
import { Stage } from './stage';
import { movingPicture } from '../../core/testing/moving-picture';
import { tileOf } from './testing/tiles';

@Component({
  imports: [Stage],
  template: `
    <app-stage
      [style]="size()"
      [tiles]="tiles()"
      [pinned]="pinned()"
      (pin)="pinned.set($event)"
      (shown)="shown = $event"
    >
      <p alone>Send the link</p>
    </app-stage>
  `,
})
class Room {
  readonly size = signal('width: 1200px; height: 700px');
  readonly tiles = signal<readonly Tile[]>([]);
  readonly pinned = signal<string | null>(null);
  shown: ReadonlyMap<string, number> = new Map();
}

const self = tileOf('Me', { self: true });
const [ada, ben] = [tileOf('Ada'), tileOf('Ben')];

describe('Stage', () => {
  let fixture: ComponentFixture<Room>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(Room);
  });

  async function show(...tiles: readonly Tile[]): Promise<void> {
    fixture.componentInstance.tiles.set(tiles);
    await settled();
  }

  /** The browser tells sizes once a frame. */
  async function settled(): Promise<void> {
    await fixture.whenStable();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await fixture.whenStable();
  }

  function element(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function video(name: string): HTMLVideoElement {
    const found = element().querySelector<HTMLVideoElement>(`[aria-label="${name}"] video`);
    if (!found) throw new Error(`no video of ${name}`);
    return found;
  }

  function widthOf(name: string): number {
    return video(name).closest('app-participant-tile')?.clientWidth ?? 0;
  }

  it('says how large it shows the cameras of others', async () => {
    const screen = tileOf('Ada', { kind: 'screen' });
    await show(self, ada, ben, screen);
    const small = fixture.componentInstance.shown;
    expect([...small.keys()]).toEqual([ada.participantId, ben.participantId]);
    fixture.componentInstance.pinned.set(ada.key);
    await settled();
    const { shown } = fixture.componentInstance;
    expect(shown.get(ada.participantId)).toBeGreaterThan(small.get(ada.participantId) ?? Infinity);
    expect(shown.get(ben.participantId)).toBeLessThanOrEqual(small.get(ben.participantId) ?? 0);
  });

  it('shows a group with a video for everybody', async () => {
    await show(self, ada, ben);
    const names = [...element().querySelectorAll('[role="group"]')].map((group) => group.ariaLabel);
    expect(names).toEqual(['Me (you)', 'Ada', 'Ben']);
    expect(element().querySelectorAll('video').length).toBe(3);
  });

  it('keeps every video element, in its place in the document, whatever happens to the layout', async () => {
    await show(self, ada, ben);
    const before = [video('Me (you)'), video('Ada'), video('Ben')];
    const moves: Node[] = [];
    const observer = new MutationObserver((records) => {
      for (const { removedNodes } of records) moves.push(...removedNodes);
    });
    observer.observe(element().querySelector('.canvas') ?? element(), { childList: true });

    fixture.componentInstance.pinned.set(ada.key);
    await settled();
    await show(ben, ada, tileOf('Cleo'), tileOf('Ben', { kind: 'screen' }), self);
    fixture.componentInstance.size.set('width: 340px; height: 600px');
    await settled();

    expect([video('Me (you)'), video('Ada'), video('Ben')]).toEqual(before);
    expect([...element().querySelectorAll('video')].slice(0, 3)).toEqual(before);
    for (const record of observer.takeRecords()) moves.push(...record.removedNodes);
    expect(moves.filter((node) => node instanceof Element)).toEqual([]);
    observer.disconnect();
  });

  it('takes away who left and nobody else', async () => {
    await show(self, ada, ben);
    const kept = video('Ben');
    await show(self, ben);
    expect(element().querySelector('[aria-label="Ada"]')).toBeNull();
    expect(video('Ben')).toBe(kept);
  });

  it('lays everybody out inside the stage and follows its size', async () => {
    await show(self, ada, ben, tileOf('Cleo'));
    const inside = () => {
      const stage = element().querySelector('app-stage')?.getBoundingClientRect() ?? new DOMRect();
      return [...element().querySelectorAll<HTMLElement>('app-participant-tile')].every((tile) => {
        tile.style.transition = 'none';
        tile.style.animation = 'none';
        const box = tile.getBoundingClientRect();
        return (
          box.width > 90 && box.left >= stage.left && box.right <= stage.right && box.bottom <= stage.bottom
        );
      });
    };
    expect(inside()).toBeTrue();
    const before = widthOf('Ada');
    fixture.componentInstance.size.set('width: 340px; height: 600px');
    await settled();
    expect(inside()).toBeTrue();
    expect(widthOf('Ada')).toBeLessThan(before);
  });

  it('pins with the button and lets go with it', async () => {
    await show(self, ada, ben);
    const pin = element().querySelector<HTMLButtonElement>('button[aria-label="Pin Ada"]');
    expect(pin?.getAttribute('aria-pressed')).toBe('false');
    pin?.click();
    await settled();
    expect(fixture.componentInstance.pinned()).toBe(ada.key);
    expect(pin?.getAttribute('aria-pressed')).toBe('true');
    pin?.click();
    await settled();
    expect(fixture.componentInstance.pinned()).toBeNull();
  });

  it('shows the projected invitation only while somebody is alone', async () => {
    await show(self);
    expect(element().textContent).toContain('Send the link');
    await show(self, ada);
    expect(element().textContent).not.toContain('Send the link');
  });

  it('mirrors the own camera and nothing else', async () => {
    await show(self, ada, tileOf('Me', { self: true, kind: 'screen' }));
    expect(video('Me (you)').classList).toContain('mirrored');
    expect(video('Ada').classList).not.toContain('mirrored');
    expect(video("Me's screen (you)").classList).not.toContain('mirrored');
  });

  it('gives a shared screen the shape of its picture', async () => {
    const picture = movingPicture(300, 600);
    await show(self, ada, tileOf('Ada', { kind: 'screen', stream: picture.stream }));
    const screen = video("Ada's screen");
    while (screen.videoWidth === 0) await settled();
    await settled();
    const tile = screen.closest<HTMLElement>('app-participant-tile');
    expect(Number.parseInt(tile?.style.width ?? '') / Number.parseInt(tile?.style.height ?? '')).toBeCloseTo(
      0.5,
      1,
    );
    picture.stop();
  });
});
