// A file of the page that does not arrive leaves nothing to show: it happens when a phone changes networks while the page
// loads. The page loads again by itself, soon the first time and every ten seconds after it. Runs before main.ts, and
// until Angular takes its place the page has the words of index.html. `page-lost` and `page-found` are said by main.ts and
// by the app, for what only they can know.
(() => {
  const FIRST_MS = 1_000;
  const THEN_MS = 10_000;
  const words = document.getElementById('not-loaded');
  /** Whether a file was heard to fail, and how many we were told of. */
  let heard = false;
  let told = 0;
  let timer = 0;

  /** A running app looks after itself: somebody may be in a call. */
  const appRuns = () => !words?.isConnected;
  const isLost = () => told > 0 || (heard && !appRuns());

  /** Of this page, not of an extension of the browser; errors of running code have no address. */
  function isPart({ tagName, rel, src, href }) {
    const address = tagName === 'SCRIPT' ? src : rel === 'stylesheet' ? href : '';
    return Boolean(address?.startsWith(`${location.origin}/`));
  }

  function loadSoon() {
    const again = performance.getEntriesByType('navigation')[0]?.type === 'reload';
    words.classList.toggle('now', again || !navigator.onLine);
    wait(again ? THEN_MS : FIRST_MS);
  }

  function wait(ms) {
    clearTimeout(timer);
    timer = setTimeout(loadAgain, ms);
  }

  async function loadAgain() {
    if (!isLost()) return;
    const isThere = await serverAnswers();
    if (!isLost()) return;
    if (isThere) location.reload();
    else wait(THEN_MS);
  }

  /** Where it does not, the browser, or a proxy, would put a page of its own in the place of ours. */
  async function serverAnswers() {
    try {
      return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(THEN_MS) })).ok;
    } catch {
      return false;
    }
  }

  function onError({ target }) {
    if (appRuns() || !isPart(target)) return;
    heard = true;
    loadSoon();
  }

  function onPageLost() {
    if (appRuns()) return;
    told += 1;
    loadSoon();
  }

  // Such errors do not bubble.
  addEventListener('error', onError, { capture: true });
  addEventListener('page-lost', onPageLost);
  addEventListener('page-found', () => (told = Math.max(0, told - 1)));
  addEventListener('online', loadAgain);
})();
