// A file of the page that does not arrive leaves nothing to show: it happens when a phone changes networks while the page
// loads. The page loads again by itself, soon the first time and every ten seconds after it. Runs before main.ts, and
// until Angular takes its place the page has the words of index.html. `page-lost` and `page-found` are said by main.ts and
// by the app, for what only they can know.
(() => {
  const FIRST_MS = 1_000;
  const THEN_MS = 10_000;
  const words = document.getElementById('not-loaded');
  /** How many files did not arrive. */
  let lost = 0;
  let timer = 0;

  /** Of this page, not of an extension of the browser; errors of running code have no address. */
  function isPart({ tagName, rel, src, href }) {
    const address = tagName === 'SCRIPT' ? src : rel === 'stylesheet' ? href : '';
    return Boolean(address?.startsWith(`${location.origin}/`));
  }

  function pageLost() {
    // A running app looks after itself: somebody may be in a call.
    if (!words?.isConnected) return;
    lost += 1;
    const again = performance.getEntriesByType('navigation')[0]?.type === 'reload';
    words.classList.toggle('now', again || !navigator.onLine);
    wait(again ? THEN_MS : FIRST_MS);
  }

  function pageFound() {
    lost = Math.max(0, lost - 1);
  }

  function wait(ms) {
    clearTimeout(timer);
    timer = setTimeout(loadAgain, ms);
  }

  async function loadAgain() {
    if (lost === 0) return;
    // Where nobody answers, the browser would put a page of its own in the place of ours.
    const answers = await fetch('/healthz', { cache: 'no-store' }).then(
      () => true,
      () => false,
    );
    if (lost === 0) return;
    if (answers) location.reload();
    else wait(THEN_MS);
  }

  // Such errors do not bubble.
  addEventListener('error', ({ target }) => isPart(target) && pageLost(), { capture: true });
  addEventListener('page-lost', pageLost);
  addEventListener('page-found', pageFound);
  addEventListener('online', loadAgain);
})();
