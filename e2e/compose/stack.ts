import { X509Certificate, createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { compose } from '../../scripts/lib/compose.mjs';

/** Where this deployment answers, by the variables it was started with. */
export const HTTPS_PORT = Number(process.env['HTTPS_PORT'] ?? 443);
export const HTTP_PORT = Number(process.env['HTTP_PORT'] ?? 80);

/** The certificate that nginx shows now. */
export async function shownCertificate(): Promise<X509Certificate> {
  const socket = connect({
    host: 'localhost',
    port: HTTPS_PORT,
    servername: 'localhost',
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return new X509Certificate(raw);
}

/**
 * Lets a browser believe this one certificate, as a device does that was told to trust the authority behind it.
 * `ignoreHTTPSErrors` would not do: a page with an error has no service worker.
 */
export async function trustingFlags(): Promise<string[]> {
  const { publicKey } = await shownCertificate();
  const pin = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return [`--ignore-certificate-errors-spki-list=${pin}`];
}

/** The id of the container that runs `service`. */
export function containerOf(service: string): Promise<string> {
  return compose('ps', '--all', '--quiet', service);
}
