import { createHash } from 'node:crypto';
import encodeQR from 'qr';
import type { Store } from '../store.ts';
import type { Authority } from './authority.ts';
import { ENGLISH, GERMAN, type TrustCopy } from './trust-copy.ts';
import { profileOf } from './profile.ts';
import { STYLE } from './trust-style.ts';

/** Writes `/trust`: what the certificate is for, how each system comes to trust it, and the way to `address`. */
export function writeTrustPage(
  store: Store,
  authority: Pick<Authority, 'pem' | 'der'>,
  address: string,
): void {
  const fingerprint = fingerprintOf(authority.der);
  store.write('www/trust/parley-ca.crt', authority.der);
  store.write('www/trust/parley.mobileconfig', profileOf(authority.der));
  store.write('www/trust/index.html', page(ENGLISH, address, fingerprint));
  store.write('www/trust/de.html', page(GERMAN, address, fingerprint));
}

/** In the form in which systems show it. */
function fingerprintOf(der: Buffer): string {
  const digits = createHash('sha256').update(der).digest('hex').toUpperCase();
  return digits.match(/../g)?.join(' ') ?? '';
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${String(sign.codePointAt(0))};`);
}

function system({ name, steps }: TrustCopy['systems'][number]): string {
  const list = steps.map((step) => `<li>${escape(step)}</li>`).join('');
  return `<details><summary>${escape(name)}</summary><ol>${list}</ol></details>`;
}

function page(copy: TrustCopy, address: string, fingerprint: string): string {
  const code = encodeQR(address, 'svg', { border: 2 });
  const link = escape(address);
  return `<!doctype html>
<html lang="${copy.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(copy.title)} · Parley</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="language"><a href="${copy.other.file}">${escape(copy.other.label)}</a></p>
<h1>${escape(copy.title)}</h1>
<p>${escape(copy.why)}</p>
<p class="actions"><a class="button" href="parley-ca.crt" download>${escape(copy.get)}</a>
<a class="quiet" href="parley.mobileconfig">${escape(copy.profile)}</a></p>
<h2>${escape(copy.fingerprint)}</h2>
<p class="fingerprint">${fingerprint}</p>
<p class="hint">${escape(copy.fingerprintHint)}</p>
${copy.systems.map(system).join('\n')}
<h2>${escape(copy.then)}</h2>
<p class="actions"><a class="button" href="${link}">${escape(copy.go)}</a> <span class="hint">${link}</span></p>
<p>${escape(copy.scan)}</p>
<div class="code" role="img" aria-label="${link}">${code}</div>
<h2>${escape(copy.remove)}</h2>
<p>${escape(copy.removeHint)}</p>
</main>
</body>
</html>
`;
}
