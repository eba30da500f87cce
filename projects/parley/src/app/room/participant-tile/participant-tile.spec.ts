import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { movingPicture } from '../../core/testing/moving-picture';
import { tileOf } from '../stage/testing/tiles';
import type { Tile } from '../tile';
import { ParticipantTile } from './participant-tile';

describe('ParticipantTile', () => {
  let fixture: ComponentFixture<ParticipantTile>;
  let picture: ReturnType<typeof movingPicture>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(ParticipantTile);
    element().style.cssText = 'position: relative; width: 400px; height: 300px';
    picture = movingPicture(320, 240);
  });

  afterEach(() => picture.stop());

  async function show(tile: Tile): Promise<void> {
    fixture.componentRef.setInput('tile', tile);
    await fixture.whenStable();
  }

  function element(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function find<T extends HTMLElement>(selector: string): T | null {
    return element().querySelector<T>(selector);
  }

  function pictureShown(): boolean {
    return find('video')?.classList.contains('shown') ?? false;
  }

  /** Waits for the page, never for a time: frames come when they come. */
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await fixture.whenStable();
    }
  }

  const names: readonly (readonly [string, Tile, string, string])[] = [
    ['somebody else', tileOf('Ada'), 'Ada', 'Ada'],
    ['oneself', tileOf('Ada', { self: true }), 'Ada (you)', 'You'],
    ['a screen', tileOf('Ada', { kind: 'screen' }), "Ada's screen", "Ada's screen"],
    ['the own screen', tileOf('Ada', { kind: 'screen', self: true }), "Ada's screen (you)", 'Your screen'],
  ];
  for (const [whose, tile, label, text] of names) {
    it(`names the tile of ${whose} "${label}" and shows "${text}"`, async () => {
      await show(tile);
      expect(find('[role="group"]')?.ariaLabel).toBe(label);
      expect(find('.text')?.textContent).toBe(text);
    });
  }

  it('is silent: the voices are played apart from the pictures', async () => {
    await show(tileOf('Ben', { stream: picture.stream }));
    expect(find<HTMLVideoElement>('video')?.muted).toBeTrue();
  });

  it('has the browser hold back no picture of others, and plays the own camera as it is', async () => {
    const { stream } = picture;
    await show(tileOf('Ada', { stream, self: true }));
    expect(find<HTMLVideoElement>('video')?.srcObject).toBe(stream);
    await show(tileOf('Ben', { stream }));
    const played = find<HTMLVideoElement>('video')?.srcObject;
    expect(played).toBeInstanceOf(MediaStream);
    expect(played).not.toBe(stream);
    await until(pictureShown);
  });

  it('shows initials until the first frame is there', async () => {
    await show(tileOf('Ada'));
    expect(find('app-avatar')).not.toBeNull();
    expect(pictureShown()).toBeFalse();
    await show(tileOf('Ada', { stream: picture.stream }));
    expect(pictureShown()).toBeFalse();
    await until(pictureShown);
    expect(find('app-avatar')).toBeNull();
  });

  it('hides the picture at once when the camera goes off, and keeps the element playing', async () => {
    await show(tileOf('Ada', { stream: picture.stream }));
    await until(pictureShown);
    const video = find<HTMLVideoElement>('video');
    await show(tileOf('Ada', { stream: picture.stream, videoOn: false }));
    expect(pictureShown()).toBeFalse();
    expect(find('app-avatar')).not.toBeNull();
    expect(find('video')).toBe(video);
    expect(video?.paused).toBeFalse();
    expect(getComputedStyle(video ?? element()).display).not.toBe('none');
    expect(find('.name')?.textContent).toContain('Camera off');
  });

  it('waits for a fresh frame when the camera comes back', async () => {
    await show(tileOf('Ada', { stream: picture.stream }));
    await until(pictureShown);
    await show(tileOf('Ada', { stream: picture.stream, videoOn: false }));
    await show(tileOf('Ada', { stream: picture.stream }));
    expect(pictureShown()).toBeFalse();
    await until(pictureShown);
    expect(pictureShown()).toBeTrue();
  });

  it('does not leave the last picture of somebody who is lost', async () => {
    await show(tileOf('Ada', { stream: picture.stream }));
    await until(pictureShown);
    await show(tileOf('Ada', { stream: picture.stream, health: 'lost' }));
    expect(pictureShown()).toBeFalse();
  });

  it('tells the size of the picture', async () => {
    const sizes: unknown[] = [];
    fixture.componentInstance.videoSize.subscribe((size) => sizes.push(size));
    await show(tileOf('Ada', { stream: picture.stream }));
    await until(() => sizes.length > 0);
    expect(sizes[0]).toEqual({ width: 320, height: 240 });
  });

  it('shows a muted microphone as icon and as words, but not on a screen', async () => {
    await show(tileOf('Ada', { microphoneOn: false }));
    expect(find('.name app-icon')).not.toBeNull();
    expect(find('.name')?.textContent).toContain('Muted');
    await show(tileOf('Ada', { microphoneOn: false, kind: 'screen' }));
    expect(find('.name')?.textContent).not.toContain('Muted');
  });

  const health: readonly (readonly [Tile['health'], string])[] = [
    ['connecting', 'Connecting…'],
    ['weak', "Ada's connection is weak."],
    ['restarting', 'Reconnecting to Ada…'],
    ['rebuilding', 'Calling Ada again…'],
    ['lost', 'Connection to Ada was lost.'],
  ];
  for (const [state, words] of health) {
    it(`says "${words}"`, async () => {
      await show(tileOf('Ada', { health: state }));
      expect(find('.health')?.textContent).toBe(words);
    });
  }

  for (const [width, height] of [
    [160, 170],
    [260, 150],
    [340, 255],
    [400, 300],
  ] as const) {
    it(`keeps the words about the connection off the initials at ${width} x ${height}`, async () => {
      element().style.cssText = `position: relative; width: ${width}px; height: ${height}px`;
      document.body.append(element());
      await show(tileOf('Wolfeschlegelsteinhausenbergerdorff', { health: 'rebuilding' }));
      const words = find('.health')?.getBoundingClientRect();
      const initials = find('app-avatar')?.getBoundingClientRect();
      expect(initials?.bottom).toBeLessThanOrEqual(words?.top ?? 0);
    });
  }

  it('says nothing about a connection that is fine', async () => {
    await show(tileOf('Ada'));
    expect(find('.health')).toBeNull();
  });

  it('rings who speaks', async () => {
    await show(tileOf('Ada', { speaking: true }));
    expect(getComputedStyle(element(), '::before').borderTopWidth).toBe('3px');
    expect(element().classList).toContain('speaking');
  });

  it('shows a right-to-left name in its own direction and cuts a long one', async () => {
    await show(tileOf('نورة عبد الرحمن'.repeat(8)));
    const name = find('.text');
    expect(getComputedStyle(name ?? element()).direction).toBe('rtl');
    expect(name?.scrollWidth).toBeGreaterThan(name?.clientWidth ?? 0);
    expect(find('.name')?.getBoundingClientRect().right).toBeLessThanOrEqual(
      element().getBoundingClientRect().right,
    );
  });

  it('offers a pin button of at least 44 px, and none where there is nothing to pin', async () => {
    await show(tileOf('Ada'));
    const pin = find('button');
    expect(pin?.offsetWidth).toBeGreaterThanOrEqual(44);
    expect(pin?.offsetHeight).toBeGreaterThanOrEqual(44);
    fixture.componentRef.setInput('pinnable', false);
    await fixture.whenStable();
    expect(find('button')).toBeNull();
  });
});
