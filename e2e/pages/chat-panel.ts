import type { Locator, Page } from '@playwright/test';

/** The written conversation. */
export class ChatPanel {
  readonly message: Locator;
  readonly log: Locator;
  readonly newMessages: Locator;

  constructor(page: Page) {
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.log = page.getByRole('log');
    this.newMessages = page.getByRole('button', { name: 'New messages' });
  }

  async send(text: string): Promise<void> {
    await this.message.fill(text);
    await this.message.press('Enter');
  }

  /** Every message in the order it is shown, as it was written. */
  async texts(): Promise<string[]> {
    return this.log
      .getByRole('listitem')
      .evaluateAll((items) => items.map((item) => item.querySelector('p:last-of-type')?.textContent ?? ''));
  }

  /** Where `text` stands in the conversation. */
  line(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }
}
