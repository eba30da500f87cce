import type { NewPeerConnection } from './new-peer-connection';

/** One way to this device, without saying where it leads. */
export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

interface Gathering {
  readonly patienceMs: number;
  /** Nobody needs to wait for more once this is true. */
  readonly enough?: (found: readonly CandidateType[]) => boolean;
}

/** The ways to this device that a browser finds with `configuration`. What it found so far after `patienceMs`. */
export async function gatherCandidates(
  newConnection: NewPeerConnection,
  configuration: RTCConfiguration,
  { patienceMs, enough = () => false }: Gathering,
): Promise<readonly CandidateType[]> {
  const connection = newConnection(configuration);
  const found: CandidateType[] = [];
  try {
    connection.createDataChannel('check');
    const done = new Promise<void>((resolve) => {
      setTimeout(resolve, patienceMs);
      connection.addEventListener('icecandidate', ({ candidate }) => {
        const type = candidate === null ? null : typeOf(candidate);
        if (type !== null) found.push(type);
        if (candidate === null || enough(found)) resolve();
      });
    });
    await connection.setLocalDescription();
    await done;
    return found;
  } finally {
    connection.close();
  }
}

/** Older browsers say it in the line only. An empty line is the end of one kind of candidates. */
function typeOf({ type, candidate }: RTCIceCandidate): CandidateType | null {
  const word = type ?? / typ (host|srflx|prflx|relay)/.exec(candidate)?.[1];
  return word === 'host' || word === 'srflx' || word === 'prflx' || word === 'relay' ? word : null;
}
