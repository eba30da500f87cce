import { basename } from 'node:path';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** What the page may ask the device for, and nobody it embeds. */
const PERMISSIONS = [
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'microphone',
  'screen-wake-lock',
  'speaker-selection',
];

const SELF = "'self'";
const NONE = "'none'";

/**
 * `connect-src 'self'` includes WebSockets to the same host in every browser that runs Parley (Safari since 15.4).
 * Strict-Transport-Security belongs to a proxy that ends TLS for a public name: here it would lock browsers out of plain
 * localhost, and, where this service has a certificate of a private authority, out of the plain page that explains it.
 */
function strict(frameAncestors: readonly string[]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NONE],
        scriptSrc: [SELF],
        // Angular adds component styles as <style> elements.
        styleSrc: [SELF, "'unsafe-inline'"],
        imgSrc: [SELF, 'data:', 'blob:'],
        mediaSrc: [SELF, 'blob:', 'mediastream:'],
        fontSrc: [SELF],
        connectSrc: [SELF],
        manifestSrc: [SELF],
        workerSrc: [SELF],
        baseUri: [NONE],
        formAction: [SELF],
        frameAncestors: frameAncestors.length > 0 ? frameAncestors : [NONE],
        // No text becomes markup or a script; `default` names the service worker, see core/trusted-types.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['angular', 'default'],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    // For browsers that do not know frame-ancestors. It cannot name origins, so it goes where some are allowed.
    xFrameOptions: frameAncestors.length > 0 ? false : { action: 'deny' },
  });
}

/**
 * On every response, unless `asAsset` takes them off again: what is not known to be an asset gets them all. Pages of
 * `frameAncestors` may show ours in a frame; what it may use there is what they delegate, and never more than here.
 */
export function securityHeaders(frameAncestors: readonly string[] = []): RequestHandler[] {
  const permissions = PERMISSIONS.map((feature) => `${feature}=(self)`).join(', ');
  return [
    strict(frameAncestors),
    (_request, response, next) => {
      response.set('Permissions-Policy', permissions);
      next();
    },
  ];
}

/** What a page loads and no browser shows or runs by itself. */
const ASSET = /\.(?:css|ico|js|json|png|svg|webmanifest|webp|woff2)$/;

/** A worker obeys the headers it was loaded with, not those of the page that started it. */
const WORKER = /^(?:ngsw-worker|safety-worker|worker-.+)\.js$/;

/** An SVG opened by itself is a document, and may hold scripts. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Header names that mean something on documents and workers only: 700 bytes that every chunk would carry. */
const DOCUMENT_HEADERS = [
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'Origin-Agent-Cluster',
  'Permissions-Policy',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
] as const;

/** Leaves an asset `X-Content-Type-Options` only, and an SVG a policy of its own. Anything else keeps all headers. */
export function asAsset(response: Response, file: string): void {
  if (!ASSET.test(file) || WORKER.test(basename(file))) return;
  for (const name of DOCUMENT_HEADERS) response.removeHeader(name);
  if (file.endsWith('.svg')) response.setHeader('Content-Security-Policy', SVG_POLICY);
}
