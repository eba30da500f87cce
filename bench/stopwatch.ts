import type { Page } from '@playwright/test';

/**
 * What a page saw and when, in milliseconds since the Unix epoch: all browsers run on one machine, so their clocks are
 * one.
 */
interface Stopwatch {
  /** When the page's navigation began. */
  readonly started: number;
  /** When the last button was clicked. */
  clicked: number;
  /** Name of a participant → when the second frame of their picture was shown: it moves. */
  readonly moving: Record<string, number>;
  /** Text of a message → when Enter was pressed on it here. */
  readonly entered: Record<string, number>;
  /** Text of a message → when it stood in the log here. */
  readonly logged: Record<string, number>;
}

declare global {
  interface Window {
    benchStopwatch: Stopwatch;
  }
}

/** Puts the stopwatch into `page` before any of its own code runs. */
export async function installStopwatch(page: Page): Promise<void> {
  await page.addInitScript(stopwatchScript);
}

export function readStopwatch(page: Page): Promise<Stopwatch> {
  return page.evaluate(() => window.benchStopwatch);
}

/** Waits until `viewer` sees each of `names` move, and returns when the last of them began to. */
export async function whenSeen(viewer: Page, names: readonly string[]): Promise<number> {
  await viewer.waitForFunction(
    (wanted) => wanted.every((name) => name in window.benchStopwatch.moving),
    names,
    { polling: 50, timeout: 30_000 },
  );
  const { moving } = await readStopwatch(viewer);
  return Math.max(...names.map((name) => moving[name] ?? Number.NaN));
}

/** Runs inside the page, so it may use nothing of this file. */
function stopwatchScript(): void {
  const stopwatch: Stopwatch = {
    started: performance.timeOrigin,
    clicked: 0,
    moving: {},
    entered: {},
    logged: {},
  };
  window.benchStopwatch = stopwatch;
  const at = (timestamp: number) => performance.timeOrigin + timestamp;

  addEventListener('click', (event) => (stopwatch.clicked = at(event.timeStamp)), true);
  addEventListener(
    'keydown',
    ({ key, target, timeStamp }) => {
      if (key === 'Enter' && target instanceof HTMLTextAreaElement)
        stopwatch.entered[target.value] = at(timeStamp);
    },
    true,
  );

  const followed = new WeakSet<HTMLVideoElement>();
  const follow = (video: HTMLVideoElement): void => {
    if (followed.has(video)) return;
    followed.add(video);
    const frames = new Map<string, number>();
    const onFrame = (now: number): void => {
      const name = video.closest('[role="group"][aria-label]')?.getAttribute('aria-label') ?? '';
      const count = (frames.get(name) ?? 0) + 1;
      frames.set(name, count);
      if (count === 2) stopwatch.moving[name] ??= at(now);
      // Its own picture takes no part, and once it moves there is nothing more to learn.
      if (!(name in stopwatch.moving) || name === '') video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };

  const note = (node: Node): void => {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null) return;
    if (element instanceof HTMLVideoElement) follow(element);
    for (const video of element.querySelectorAll('video')) follow(video);
    if (element.closest('[role="log"]') === null) return;
    for (const text of element.textContent.match(/bench-\d+-\d+/g) ?? [])
      stopwatch.logged[text] ??= at(performance.now());
  };
  new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      if (type === 'characterData') note(target);
      else addedNodes.forEach(note);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
