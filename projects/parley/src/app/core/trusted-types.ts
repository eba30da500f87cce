import * as v from 'valibot';

const PolicyMakerSchema = v.object({ createPolicy: v.function() });

/** The single script that is named by text: Angular registers it by its address. */
const WORKER = '/ngsw-worker.js';

/**
 * The page's policy lets no text become a script. Where it is on, one policy has to say which text may still name one.
 * https://developer.mozilla.org/en-US/docs/Web/API/Trusted_Types_API
 */
export function allowOwnWorker(window: object): void {
  const maker: unknown = Reflect.get(window, 'trustedTypes');
  if (!v.is(PolicyMakerSchema, maker)) return;
  maker.createPolicy('default', { createScriptURL: (url: string) => ownWorker(url) });
}

/** `url` where it is our worker. Anything else is refused, which the browser reports. */
function ownWorker(url: string): string | null {
  return url === WORKER ? url : null;
}
