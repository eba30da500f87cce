import { LinkifyIt } from 'linkify-it';
import { linkify } from './linkify';

const linksOf = (text: string) =>
  linkify(text)
    .filter((segment) => segment.href !== undefined)
    .map((segment) => [segment.text, segment.href]);

describe('linkify', () => {
  it('does not look where there can be no link', () => {
    const look = spyOn(LinkifyIt.prototype, 'match').and.callThrough();
    expect(linkify('see you at 9')).toEqual([{ text: 'see you at 9' }]);
    expect(look).not.toHaveBeenCalled();
  });

  const links: readonly (readonly [string, string, string])[] = [
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://localhost:3000/x', 'http://localhost:3000/x', 'http://localhost:3000/x'],
    ['See https://example.com/a_(b). Then', 'https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['(https://example.com)', 'https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.COM/A', 'HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
    ['at www.example.com, ok', 'www.example.com', 'https://www.example.com/'],
    ['write to ada@example.com', 'ada@example.com', 'mailto:ada@example.com'],
    ['mailto:ada@example.com', 'mailto:ada@example.com', 'mailto:ada@example.com'],
    ['https://münchen.de/ä', 'https://münchen.de/ä', 'https://xn--mnchen-3ya.de/%C3%A4'],
  ];
  for (const [text, shown, href] of links) {
    it(`links ${text}`, () => expect(linksOf(text)).toEqual([[shown, href]]));
  }

  const plain: readonly string[] = [
    '',
    'hello',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(document.cookie)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.com/',
    '//example.com',
    'blob:https',
    'README.md and node.js and example.com',
    'https://example.com/\u202Egpj.exe',
    'https://exa\u2066mple.com',
    '<img src=x onerror=alert(1)>',
  ];
  for (const text of plain) {
    it(`links nothing in ${JSON.stringify(text)}`, () => expect(linksOf(text)).toEqual([]));
  }

  it('keeps every character of the message', () => {
    for (const text of [...links.map(([link]) => link), ...plain, 'a https://x.org\n\nb  www.y.org c']) {
      expect(
        linkify(text)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('finds several links in one message', () => {
    expect(linksOf('https://a.org and https://b.org').map(([shown]) => shown)).toEqual([
      'https://a.org',
      'https://b.org',
    ]);
  });

  it('is quick with hostile text', () => {
    const started = performance.now();
    for (const piece of ['http://', 'www.', 'a@', '((((', 'https://a.b.']) linkify(piece.repeat(1_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
