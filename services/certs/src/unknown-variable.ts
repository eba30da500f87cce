/** What begins like this is meant for us. */
const OURS = /^(?:ACME|TLS|CERTS|PARLEY)_/i;

/** Of the whole deployment: docker-compose.yml reads it. */
const ELSEWHERE = ['TLS_DIR'];

/** What Kubernetes and Docker tell every process of a service that is called, say, `certs`. */
const LINKED = /_SERVICE_(?:HOST|PORT)(?:_\w+)?$|_PORT(?:_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)?$/;

/**
 * A sentence about the first of `names` that begins as ours do and is none of the `known`: a slip of the pen, which would
 * otherwise go unnoticed until the certificate it was about is missed. `null` where there is none.
 */
export function unknownVariable(names: readonly string[], known: readonly string[]): string | null {
  const name = names.find(
    (one) => OURS.test(one) && !LINKED.test(one) && ![...known, ...ELSEWHERE].includes(one),
  );
  if (name === undefined) return null;
  const [first = ''] = name.toUpperCase().split('_');
  const kin = known.filter((one) => one.startsWith(`${first}_`)).join(', ');
  return `${name} is no variable of Parley: is one of ${kin} meant? docs/configuration.md lists all.`;
}
