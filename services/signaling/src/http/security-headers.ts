import type { RequestHandler } from 'express';
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
 * Strict-Transport-Security belongs to the proxy that ends TLS: here it would lock browsers out of plain localhost.
 */
const strict = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: [NONE],
      scriptSrc: [SELF, "'wasm-unsafe-eval'"],
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
      frameAncestors: [NONE],
    },
  },
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
  // For browsers that do not know frame-ancestors.
  xFrameOptions: { action: 'deny' },
});

/** On every response: a worker obeys the headers it was loaded with. */
export function securityHeaders(): RequestHandler[] {
  const permissions = PERMISSIONS.map((feature) => `${feature}=(self)`).join(', ');
  return [
    strict,
    (_request, response, next) => {
      response.set('Permissions-Policy', permissions);
      next();
    },
  ];
}
