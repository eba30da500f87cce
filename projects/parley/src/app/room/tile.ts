import type { ParticipantId } from '@parley/protocol';

/** How the path to a participant is, in the words a tile can say. `fine` says nothing. */
export type LinkHealth = 'fine' | 'connecting' | 'weak' | 'restarting' | 'rebuilding' | 'lost';

/** One picture on the stage: the camera (or initials) of a participant, or the screen they share. */
export interface Tile {
  /** `<participantId>:<kind>`, stable as long as the tile lives. */
  readonly key: string;
  readonly participantId: ParticipantId;
  readonly kind: 'camera' | 'screen';
  readonly self: boolean;
  readonly name: string;
  readonly microphoneOn: boolean;
  /** The picture is being sent; otherwise initials stand in. Always true for a screen. */
  readonly videoOn: boolean;
  readonly speaking: boolean;
  /** What to attach to the `<video>`; own tiles are muted. `null` before anything arrives. */
  readonly stream: MediaStream | null;
  readonly health: LinkHealth;
}

/** A line of the people panel. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
  readonly self: boolean;
  readonly host: boolean;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly screenOn: boolean;
  readonly speaking: boolean;
  readonly health: LinkHealth;
}
