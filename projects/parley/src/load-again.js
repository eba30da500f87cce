// A file of the page that does not arrive leaves nothing to show: it happens when a phone changes networks while the page
// loads. The page loads again by itself, soon the first time and every ten seconds after it. Runs before main.ts, and
// until Angular takes its place the page has the words of index.html.
(() => {
  const FIRST_MS = 1_000;
  const THEN_MS = 10_000;
  const loadAgain = () => location.reload();

  /** Of this page, not of an extension of the browser; errors of running code have no address. */
  function isPart({ tagName, rel, src, href }) {
    const address = tagName === 'SCRIPT' ? src : rel === 'stylesheet' ? href : '';
    return Boolean(address?.startsWith(location.origin));
  }

  function missing() {
    const again = performance.getEntriesByType('navigation')[0]?.type === 'reload';
    document.getElementById('not-loaded')?.classList.toggle('now', again || !navigator.onLine);
    if (navigator.onLine) setTimeout(loadAgain, again ? THEN_MS : FIRST_MS);
    else addEventListener('online', loadAgain);
  }

  // Such errors do not bubble.
  addEventListener('error', ({ target }) => isPart(target) && missing(), { capture: true });
})();
