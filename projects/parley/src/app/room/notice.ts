/** Something that happened in the call and is said once, on screen and to screen readers. */
export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  /** Whom it concerns; empty for notices about oneself. */
  readonly name: string;
}

export type NoticeKind =
  | 'joined'
  | 'left'
  | 'lost'
  | 'removed'
  | 'not-removed'
  | 'sharing'
  | 'stopped-sharing'
  | 'host'
  | 'self-host'
  | 'microphone-ended'
  | 'microphone-blocked'
  | 'microphone-paused'
  | 'camera-ended'
  | 'camera-blocked'
  | 'camera-paused';
