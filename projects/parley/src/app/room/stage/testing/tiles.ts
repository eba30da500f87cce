import type { ParticipantId } from '@parley/protocol';
import type { Tile } from '../../tile';

/** A tile for specs: the camera of somebody else who is fine, changed as the spec needs it. */
export function tileOf(name: string, change: Partial<Tile> = {}): Tile {
  const kind = change.kind ?? 'camera';
  return {
    key: `${name}:${kind}`,
    participantId: name.toLowerCase() as ParticipantId,
    kind,
    self: false,
    name,
    microphoneOn: true,
    videoOn: true,
    speaking: false,
    stream: null,
    health: 'fine',
    ...change,
  };
}
