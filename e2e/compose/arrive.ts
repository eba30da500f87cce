import { expect } from '@playwright/test';
import type { Participant } from '../fixtures/participant.ts';

const WITHIN_MS = 10_000;

/**
 * Comes in by the link while a container starts beside the browser: each of its interfaces is a change of this machine's
 * own network, at which Chromium gives up whatever it is loading. A person would load the page again.
 */
export async function arriveWhileNetworksChange(who: Participant, room: string): Promise<void> {
  who.watch.allowErrors(/ERR_NETWORK_CHANGED/);
  await expect(async () => {
    await who.page.goto(`/${room}?name=${encodeURIComponent(who.name)}&join`);
    await who.call.leaveButton.waitFor({ timeout: WITHIN_MS });
  }, `${who.name} comes in`).toPass();
}
