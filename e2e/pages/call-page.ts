import type { Locator, Page } from '@playwright/test';
import { ChatPanel } from './chat-panel.ts';

/** The call: tiles and controls. A button whose name changes with its state is found by either name. */
export class CallPage {
  readonly page: Page;
  readonly microphone: Locator;
  readonly camera: Locator;
  readonly shareScreen: Locator;
  readonly chatButton: Locator;
  readonly people: Locator;
  readonly leaveButton: Locator;
  readonly more: Locator;
  /** What just happened, for eyes and screen readers. */
  readonly notices: Locator;
  readonly chat: ChatPanel;

  constructor(page: Page) {
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    this.page = page;
    this.microphone = button(/^(Mute|Unmute) microphone$/);
    this.camera = button(/^Turn camera (on|off)$/);
    this.shareScreen = button(/^(Share screen|Stop sharing)$/);
    // An unread badge may be part of the name.
    this.chatButton = button(/^Chat\b/);
    this.people = button(/^People\b/);
    this.leaveButton = page.getByRole('button', { name: 'Leave', exact: true });
    this.more = button(/^More$/);
    this.notices = page.getByRole('status');
    this.chat = new ChatPanel(page);
  }

  /** The call has begun for this person. */
  async ready(): Promise<void> {
    await this.leaveButton.waitFor();
  }

  /** A line that was said when something happened. */
  notice(text: string): Locator {
    return this.notices.filter({ hasText: text }).first();
  }

  /** The tile of a participant, or of a shared screen as in "Ada's screen". */
  tile(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  video(name: string): Locator {
    return this.tile(name).locator('video');
  }

  /** Opens an entry of the menu "More". */
  async choose(entry: string): Promise<void> {
    await this.more.click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }

  async openChat(): Promise<ChatPanel> {
    if (!(await this.chat.message.isVisible())) await this.chatButton.click();
    await this.chat.message.waitFor();
    return this.chat;
  }

  async leave(): Promise<void> {
    await this.leaveButton.click();
  }
}
