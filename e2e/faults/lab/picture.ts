import type { Page } from '@playwright/test';

const LOOK_EVERY_MS = 20;

/**
 * When the picture in the tile of `name` has moved on since now and can be seen, in milliseconds since the epoch;
 * infinite where it has not within `withinMs`.
 */
export async function pictureMovesAt(
  page: Page,
  name: string,
  withinMs: number,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<number> {
  const at = await page.evaluate(
    ({ tile, within, every }) =>
      new Promise<number | null>((resolve) => {
        const until = Date.now() + within;
        const find = () =>
          document.querySelector<HTMLVideoElement>(`[role="group"][aria-label="${CSS.escape(tile)}"] video`);
        const frames = (video: HTMLVideoElement | null) =>
          video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
        const source = (video: HTMLVideoElement | null) => video?.srcObject ?? null;
        let [video, from] = [find(), frames(find())];
        let stream = source(video);
        const look = (): void => {
          const now = find();
          const seen = now !== null && Number(getComputedStyle(now).opacity) > 0.5;
          // A picture that comes by another way counts from its own beginning.
          if (now !== video || source(now) !== stream)
            [video, stream, from] = [now, source(now), frames(now)];
          else if (seen && frames(now) > from) finish(Date.now());
          if (Date.now() > until) finish(null);
        };
        const finish = (result: number | null): void => {
          clearInterval(timer);
          resolve(result);
        };
        const timer = setInterval(look, every);
      }),
    { tile: name, within: withinMs, every: lookEveryMs },
  );
  return at ?? Number.POSITIVE_INFINITY;
}

/** When each of `people` sees each of the others move, the last of them. */
export async function allMoveAt(
  people: readonly { readonly name: string; readonly page: Page }[],
  withinMs: number,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<number> {
  const moves = people.flatMap(({ page }) =>
    people
      .filter((other) => other.page !== page)
      .map(({ name }) => pictureMovesAt(page, name, withinMs, lookEveryMs)),
  );
  return Math.max(...(await Promise.all(moves)));
}
