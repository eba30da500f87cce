import type { Page } from '@playwright/test';

/** A page that carries calls, and how to get around in it. Both are measured by the same means. */
export interface Contestant {
  readonly name: 'ours' | 'floor';
  readonly url: string;
  /** What is cold-loaded as "home". */
  readonly home: string;
  lobby(room: string): string;
  directLink(room: string, name: string): string;
  /** Makes the chat field ready to type into. */
  openChat(page: Page): Promise<void>;
}

export function parley(url: string): Contestant {
  return {
    name: 'ours',
    url,
    home: `${url}/`,
    lobby: (room) => `${url}/${room}`,
    directLink: (room, name) => `${url}/${room}?name=${name}&join`,
    openChat: async (page) => {
      const message = page.getByRole('textbox', { name: 'Message' });
      if (!(await message.isVisible())) await page.getByRole('button', { name: /^Chat\b/ }).click();
      await message.focus();
    },
  };
}

export function floor(url: string): Contestant {
  return {
    name: 'floor',
    url,
    home: `${url}/`,
    lobby: (room) => `${url}/?room=${room}`,
    directLink: (room, name) => `${url}/?room=${room}&name=${name}&join`,
    openChat: (page) => page.getByRole('textbox', { name: 'Message' }).focus(),
  };
}
