import { stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import compression from 'compression';
import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { asAsset } from './security-headers.ts';

/** Names that carry a hash of their content: whoever has the name has the content. */
const HASHED = /-[\w-]{8}\.(?:js|css)$/;

/** Best first. Extension of the sibling that holds the encoded content. */
const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

function withoutEncoding(path: string): string {
  return path.replace(/\.(?:br|gz)$/, '');
}

function isKept(path: string): boolean {
  return HASHED.test(withoutEncoding(path));
}

function setHeaders(response: Response, path: string): void {
  const file = withoutEncoding(path);
  response.setHeader('Cache-Control', isKept(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
  // A room link is nobody's business but of those who have it.
  const isHome = response.req.originalUrl.split('?', 1)[0] === '/';
  if (file.endsWith('.html') && !isHome) response.setHeader('X-Robots-Tag', 'noindex');
  asAsset(response, file);
}

function reads(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/**
 * A room link is a path of the app, not a file: it gets the app's page, which then knows what to show. The build writes
 * it twice: as index.html for the first page, as room.html with the code of a room asked for from the start.
 */
const pageForNavigations: RequestHandler = (request, _response, next) => {
  const lastSegment = request.path.slice(request.path.lastIndexOf('/') + 1);
  if (reads(request) && !lastSegment.includes('.') && request.accepts('html')) {
    request.url = request.path === '/' ? '/index.html' : '/room.html';
  }
  next();
};

/** The file below `root` that a path names, or `null` where it names none that may be served. */
function fileOf(root: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('/.')) return null;
  const file = resolve(root, `.${decoded}`);
  return file.startsWith(root + sep) ? file : null;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Serves the sibling the build compressed beforehand, at a level too slow to reach while somebody waits. */
function precompressed(root: string): RequestHandler {
  return async (request, response, next) => {
    const file = reads(request) ? fileOf(root, request.path) : null;
    response.vary('Accept-Encoding');
    for (const { name, extension } of ENCODINGS) {
      if (file === null || request.acceptsEncodings(name) !== name) continue;
      if (!(await isFile(file + extension))) continue;
      response.set('Content-Encoding', name);
      response.type(extname(request.path));
      request.url = request.path + extension;
      break;
    }
    next();
  };
}

/**
 * The built app: hashed files for ever, all else (index.html, ngsw.json, ngsw-worker.js, the manifest) revalidated each
 * time, so that an update is seen at once and a file that did not change costs one small answer. No answer has a
 * date, and those kept for ever have no ETag: nobody asks again with them.
 */
export function staticApp(root: string): RequestHandler[] {
  const options = {
    index: false,
    redirect: false,
    cacheControl: false,
    lastModified: false,
    setHeaders,
  };
  const kept = express.static(root, { ...options, etag: false });
  const revalidated = express.static(root, options);
  return [
    pageForNavigations,
    precompressed(root),
    compression(),
    (request, response, next) => {
      (isKept(request.path) ? kept : revalidated)(request, response, next);
    },
  ];
}
