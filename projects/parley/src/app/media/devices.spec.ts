import { TestBed } from '@angular/core/testing';
import { NEVER, Subject } from 'rxjs';
import { MEDIA_DEVICES } from '../core/browser-apis';
import { deviceChoices } from './device-choices';
import { type DeviceLists, Devices, hasVanished, NO_DEVICES, SPEAKER_CHOICE } from './devices';
import { FakeMediaDevices, settled } from './testing/fake-media-devices';
import { FakeTrack } from './testing/fake-track';

const list = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];
const track = (id: string) => new FakeTrack('video', id) as unknown as MediaStreamTrack;

describe('Devices', () => {
  let fake: FakeMediaDevices;
  let seen: DeviceLists[];

  function watch(speakerChoice = true, refresh$ = new Subject<void>()): void {
    TestBed.configureTestingModule({
      providers: [
        { provide: MEDIA_DEVICES, useValue: fake },
        { provide: SPEAKER_CHOICE, useValue: speakerChoice },
      ],
    });
    seen = [];
    TestBed.inject(Devices)
      .lists$(refresh$)
      .subscribe((lists) => seen.push(lists));
  }
  beforeEach(() => (fake = new FakeMediaDevices()));

  it('sorts devices by kind and hears of changes', async () => {
    watch();
    await settled();
    expect(seen.at(-1)?.camera.map(({ id }) => id)).toEqual(['cam-1', 'cam-2']);
    expect(seen.at(-1)?.speaker.map(({ id }) => id)).toEqual(['speaker-1']);
    fake.plug({ kind: 'videoinput', id: 'cam-3' });
    await settled();
    expect(seen.at(-1)?.camera.length).toBe(3);
  });

  it('offers no speaker where the browser cannot choose one', async () => {
    watch(false);
    await settled();
    expect(seen.at(-1)?.speaker).toEqual([]);
  });

  it('hides the double that Windows lists', async () => {
    fake.setInventory([
      { kind: 'audioinput', id: 'communications' },
      { kind: 'audioinput', id: 'mic-1' },
    ]);
    watch();
    await settled();
    expect(seen.at(-1)?.microphone.map(({ id }) => id)).toEqual(['mic-1']);
  });

  it('goes on after a list that failed', async () => {
    spyOn(fake, 'enumerateDevices').and.returnValues(Promise.reject(new Error()), Promise.resolve([]));
    const refresh$ = new Subject<void>();
    watch(true, refresh$);
    await settled();
    expect(seen).toEqual([]);
    refresh$.next();
    await settled();
    expect(seen.length).toBe(1);
  });

  it('has none on a page without the API', () => {
    TestBed.configureTestingModule({ providers: [{ provide: MEDIA_DEVICES, useValue: null }] });
    let lists: DeviceLists | null = null;
    TestBed.inject(Devices)
      .lists$(NEVER)
      .subscribe((value) => (lists = value));
    expect(lists).toEqual(jasmine.objectContaining(NO_DEVICES));
  });
});

describe('hasVanished', () => {
  it('is a device missing from a list of others, and never from an empty list', () => {
    expect(hasVanished(track('c'), list)).toBeTrue();
    expect(hasVanished(track('a'), list)).toBeFalse();
    expect(hasVanished(track('c'), [])).toBeFalse();
  });
});

describe('deviceChoices', () => {
  const lists: DeviceLists = { camera: list, microphone: list, speaker: list };
  const nowhere = { camera: null, microphone: null, speaker: null };
  const selected = (switching: string | null, live: string | null, wish: string | null) =>
    deviceChoices(
      lists,
      { ...nowhere, camera: switching },
      { camera: live === null ? null : track(live), microphone: null },
      () => wish,
    ).camera.selected;

  it('selects what is switched to, else what is live, else the preferred one if it is there', () => {
    expect(selected('b', 'a', 'a')).toBe('b');
    expect(selected(null, 'a', 'b')).toBe('a');
    expect(selected(null, null, 'b')).toBe('b');
    expect(selected(null, null, 'gone')).toBeNull();
  });
});
