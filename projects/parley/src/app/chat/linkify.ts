import { LinkifyIt } from 'linkify-it';

/** A piece of a message: plain, or a link to `href`. The texts joined are the message. */
export interface TextSegment {
  readonly text: string;
  readonly href?: string;
}

const SAFE_PROTOCOLS: readonly string[] = ['http:', 'https:', 'mailto:'];
// Whatever is linked has one of these. To look further takes ten times as long, and the first time 15 ms.
const HINT = /[:@]|www\./i;
// Such a character can show an address backwards, as if it led elsewhere.
const BIDI_CONTROL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

// Schemaless links are recognised for `www.` alone (see hrefOf): README.md and node.js are no addresses.
const linkifier = new LinkifyIt({ fuzzyLink: true }).add('ftp:', null).add('//', null);

/** Splits `text` at its web and mail addresses. Nothing in it is ever interpreted as anything else. */
export function linkify(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let end = 0;
  const matches = HINT.test(text) ? linkifier.match(text) : null;
  for (const match of matches ?? []) {
    const href = hrefOf(match.schema, match.raw, match.url);
    if (href === null) continue;
    if (match.index > end) segments.push({ text: text.slice(end, match.index) });
    segments.push({ text: match.raw, href });
    end = match.lastIndex;
  }
  if (end < text.length) segments.push({ text: text.slice(end) });
  return segments;
}

function hrefOf(schema: string, raw: string, url: string): string | null {
  if (BIDI_CONTROL.test(raw)) return null;
  if (schema === '' && !/^www\./i.test(raw)) return null;
  const address = schema === '' ? `https://${raw}` : url;
  const parsed = URL.canParse(address) ? new URL(address) : null;
  return parsed !== null && SAFE_PROTOCOLS.includes(parsed.protocol) ? parsed.href : null;
}
