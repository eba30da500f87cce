import type { Locator, Page } from '@playwright/test';

/** "Check my connection", by what a person reads on it. */
export class CheckPage {
  readonly page: Page;
  readonly start: Locator;
  readonly again: Locator;
  readonly copy: Locator;
  /** The sentence at the top. */
  readonly verdict: Locator;

  constructor(page: Page) {
    this.page = page;
    this.start = page.getByRole('button', { name: 'Start the check' });
    this.again = page.getByRole('button', { name: 'Check again' });
    this.copy = page.getByRole('button', { name: 'Copy report' });
    this.verdict = page.getByRole('status').first();
  }

  async open(): Promise<void> {
    await this.page.goto('/check');
    await this.start.waitFor();
  }

  /** Runs the check to its end. */
  async run(): Promise<void> {
    await this.start.click();
    await this.again.waitFor({ timeout: 30_000 });
  }

  /** What is said of one thing that was looked at. */
  row(name: string): Locator {
    // Its name comes first, then, for who cannot see the sign, how it is.
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByText(new RegExp(`^\\s*${name}\\s`)) });
  }

  /** What lands on the clipboard. */
  async report(): Promise<string> {
    await this.copy.click();
    await this.page.getByText('The report is copied.').waitFor();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
