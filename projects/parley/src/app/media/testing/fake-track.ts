/** A track that says what it is and remembers that it was stopped. */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly deviceId: string;
  readonly facingMode: string | undefined;
  enabled = true;
  muted = false;
  contentHint = '';
  readyState: MediaStreamTrackState = 'live';

  constructor(kind: 'audio' | 'video', deviceId: string, facingMode?: string) {
    super();
    this.kind = kind;
    this.deviceId = deviceId;
    this.facingMode = facingMode;
  }

  getSettings(): MediaTrackSettings {
    const { deviceId, facingMode } = this;
    return facingMode === undefined ? { deviceId } : { deviceId, facingMode };
  }

  /** Ours: fires nothing, as in browsers. */
  stop(): void {
    this.readyState = 'ended';
  }

  /** Not ours: unplugged, taken, or "Stop sharing". */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** The system holds the device back, or gives it free again. */
  setMuted(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}
