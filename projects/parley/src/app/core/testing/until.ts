/** Waits for what no promise tells of, a turn of the event loop at a time; the spec's own limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve));
}
