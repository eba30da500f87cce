import { FakeTrack } from './fake-track';

interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly id: string;
  readonly facing?: string;
}

type Kind = 'audio' | 'video';

/** One `getUserMedia` or `getDisplayMedia` that waits for an answer. */
interface Waiting {
  readonly answer: () => void;
  readonly refuse: (error: DOMException) => void;
}

/** Cameras and microphones that are plugged, refused, busy and slow as a spec says. */
export class FakeMediaDevices extends EventTarget {
  /** What was asked for, in order. */
  readonly requests: MediaStreamConstraints[] = [];
  /** Every track ever handed out. */
  readonly tracks: FakeTrack[] = [];
  /** Rejects requests for a kind. */
  readonly refusals = new Map<Kind | 'screen', DOMException>();
  /** Rejects requests for one device, by id. */
  readonly busy = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #inventory: FakeDevice[] = [
    { kind: 'videoinput', id: 'cam-1' },
    { kind: 'videoinput', id: 'cam-2' },
    { kind: 'audioinput', id: 'mic-1' },
    { kind: 'audioinput', id: 'mic-2' },
    { kind: 'audiooutput', id: 'speaker-1' },
  ];
  /** From now on requests wait until `answer()` or `refuse()`. */
  held = false;
  /** Ids and labels are hidden, as before a permission. */
  anonymous = false;

  /** As the API it stands for. */
  get api(): MediaDevices {
    return this as unknown as MediaDevices;
  }

  get live(): FakeTrack[] {
    return this.tracks.filter((track) => track.readyState === 'live');
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Replaces all devices without telling. */
  setInventory(devices: readonly FakeDevice[]): void {
    this.#inventory = [...devices];
  }

  /** A device appears; browsers say so. */
  plug(device: FakeDevice): void {
    this.#inventory.push(device);
    this.dispatchEvent(new Event('devicechange'));
  }

  /** A device disappears. Some browsers end its tracks, some only change the list. */
  unplug(id: string, { endsTracks = true } = {}): void {
    this.#inventory = this.#inventory.filter((device) => device.id !== id);
    if (endsTracks) for (const track of this.live) if (track.deviceId === id) track.end();
    this.dispatchEvent(new Event('devicechange'));
  }

  /** Answers the longest waiting request, and lets what follows from it happen. */
  async answer(): Promise<void> {
    this.#waiting.shift()?.answer();
    await settled();
  }

  async refuse(error: DOMException): Promise<void> {
    this.#waiting.shift()?.refuse(error);
    await settled();
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const infos = this.#inventory.map(({ kind, id }) => ({
      kind,
      deviceId: this.anonymous ? '' : id,
      label: this.anonymous ? '' : `Label of ${id}`,
      groupId: '',
      toJSON: () => ({}),
    }));
    return Promise.resolve(infos);
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.requests.push(constraints);
    await this.#turn();
    const picked: FakeDevice[] = [];
    for (const [kind, wanted] of [
      ['audio', constraints.audio],
      ['video', constraints.video],
    ] as const) {
      if (typeof wanted === 'object') picked.push(this.#pick(kind, wanted));
    }
    return this.#stream(
      picked.map(({ kind, id, facing }) =>
        this.#track(kind === 'audioinput' ? 'audio' : 'video', id, facing),
      ),
    );
  }

  async getDisplayMedia(): Promise<MediaStream> {
    this.requests.push({});
    await this.#turn();
    const refusal = this.refusals.get('screen');
    if (refusal) throw refusal;
    return this.#stream([this.#track('video', 'screen')]);
  }

  #turn(): Promise<void> {
    if (!this.held) return Promise.resolve();
    return new Promise((answer, refuse) => this.#waiting.push({ answer, refuse }));
  }

  #pick(kind: Kind, wanted: MediaTrackConstraints): FakeDevice {
    const refusal = this.refusals.get(kind);
    if (refusal) throw refusal;
    const of = this.#inventory.filter((device) => device.kind === `${kind}input`);
    const { exact, ideal } = idOf(wanted.deviceId);
    const facing = idOf(wanted.facingMode).ideal;
    const match =
      of.find(({ id }) => id === (exact ?? ideal)) ??
      of.find((device) => facing !== undefined && device.facing === facing);
    if (exact !== undefined && match === undefined) throw new DOMException('', 'OverconstrainedError');
    const picked = match ?? of[0];
    if (picked === undefined) throw new DOMException('Requested device not found', 'NotFoundError');
    if (this.busy.has(picked.id)) throw new DOMException('Could not start', 'NotReadableError');
    return picked;
  }

  #track(kind: Kind, id: string, facing?: string): FakeTrack {
    const track = new FakeTrack(kind, id, facing);
    this.tracks.push(track);
    return track;
  }

  #stream(tracks: readonly FakeTrack[]): MediaStream {
    return { getTracks: () => tracks } as unknown as MediaStream;
  }
}

function idOf(constraint: ConstrainDOMString | undefined): { exact?: string; ideal?: string } {
  return typeof constraint === 'object' && !Array.isArray(constraint)
    ? (constraint as { exact?: string; ideal?: string })
    : {};
}

/** Lets every promise that can settle now do so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
