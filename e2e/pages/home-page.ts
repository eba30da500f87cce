import type { Locator, Page } from '@playwright/test';

/** The first page, by what a person reads on it. */
export class HomePage {
  readonly page: Page;
  readonly newMeeting: Locator;
  readonly room: Locator;

  constructor(page: Page) {
    this.page = page;
    this.newMeeting = page.getByRole('button', { name: 'New meeting' });
    this.room = page.getByRole('textbox', { name: 'Room name or link' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await this.newMeeting.waitFor();
  }

  /** Types a room name or link and goes there. */
  async goTo(roomOrLink: string): Promise<void> {
    await this.room.fill(roomOrLink);
    await this.room.press('Enter');
  }
}
