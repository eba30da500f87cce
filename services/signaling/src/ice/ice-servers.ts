import { createHmac } from 'node:crypto';
import type { IceServer, ParticipantId } from '@parley/protocol';
import type { Clock } from '../clock.ts';

/**
 * The STUN and TURN servers a participant may use, who reached this deployment as `host`. Asked anew for every answer:
 * credentials are short-lived.
 */
export type IceServerSource = (participantId: ParticipantId, host: string) => IceServer[];

/** How long one set of TURN credentials opens the relay; a restart of ICE gets fresh ones. */
const TTL_SECONDS = 600;
/** Stands in a configured URL for the host name the browser used. */
const HOST = '{host}';

export interface IceOptions {
  /** The same for everybody. */
  readonly servers: readonly IceServer[];
  /** `stun:`, `turn:` and `turns:` URLs of our own relay. */
  readonly urls: readonly string[];
  /** Shared with the relay; `null` where it asks for no credentials. */
  readonly secret: string | null;
  readonly clock: Clock;
}

/** What the operator configured, with time-limited credentials for the relay. */
export function iceServers({ servers, urls, secret, clock }: IceOptions): IceServerSource {
  return (participantId, host) => {
    const known = host === '' ? urls.filter((url) => !url.includes(HOST)) : urls;
    const ours = known.map((url) => url.replace(HOST, host));
    const relays = ours.filter((url) => !url.startsWith('stun:'));
    const finders = ours.filter((url) => url.startsWith('stun:'));
    const access = secret === null ? {} : credentials(secret, participantId, clock);
    return [
      ...servers,
      ...(finders.length > 0 ? [{ urls: finders }] : []),
      ...(relays.length > 0 ? [{ urls: relays, ...access }] : []),
    ];
  };
}

/** The scheme that coturn calls `use-auth-secret`. https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00 */
function credentials(secret: string, participantId: ParticipantId, clock: Clock) {
  const username = `${String(Math.floor(clock.now() / 1_000) + TTL_SECONDS)}:${participantId}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { username, credential };
}
