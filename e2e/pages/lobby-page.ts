import type { Locator, Page } from '@playwright/test';

/** What stands between a link and the call. */
export class LobbyPage {
  readonly page: Page;
  readonly name: Locator;
  readonly joinButton: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    this.page = page;
    this.name = page.getByRole('textbox', { name: 'Your name' });
    this.joinButton = page.getByRole('button', { name: 'Join', exact: true });
    this.preview = page.locator('video');
  }

  async open(room: string): Promise<void> {
    await this.page.goto(`/${room}`);
    await this.name.waitFor();
  }

  async join(name: string): Promise<void> {
    await this.name.fill(name);
    await this.joinButton.click();
  }
}
