import type { Locator, Page } from '@playwright/test';

/** What stands between a link and the call. */
export class LobbyPage {
  readonly page: Page;
  readonly name: Locator;
  readonly joinButton: Locator;
  readonly preview: Locator;
  readonly microphone: Locator;
  readonly camera: Locator;
  readonly devices: Locator;
  readonly level: Locator;

  constructor(page: Page) {
    this.page = page;
    this.name = page.getByRole('textbox', { name: 'Your name' });
    this.joinButton = page.getByRole('button', { name: 'Join', exact: true });
    this.preview = page.getByLabel('Your picture');
    this.microphone = page.getByRole('button', { name: /^(Mute|Unmute) microphone$/ });
    this.camera = page.getByRole('button', { name: /^Turn camera (on|off)$/ });
    this.devices = page.getByRole('button', { name: 'Devices', exact: true });
    this.level = page.getByRole('meter', { name: 'Microphone level' });
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
