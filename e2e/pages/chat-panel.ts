import type { Locator, Page } from '@playwright/test';

/** The written conversation. */
export class ChatPanel {
  readonly message: Locator;
  readonly log: Locator;

  constructor(page: Page) {
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.log = page.getByRole('log');
  }

  async send(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
  }

  /** Where `text` stands in the conversation. */
  line(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }
}
