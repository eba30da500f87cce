import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { ALLOW_CAPTURE, chromiumFlags } from '../../../scripts/lib/chromium-flags.mjs';
import { type Newcomer, newParticipant } from '../../fixtures/new-participant.ts';
import type { Participant } from '../../fixtures/participant.ts';
import { HUB_ADDRESS, type Site } from './hub.ts';
import type { Link } from './link.ts';
import type { Namespace } from './namespace.ts';

/** Cameras are slow here: what two cores can carry is wanted for the faults. */
const FPS = 10;

const READ_WITHIN_MS = 2_000;

export interface ComputerOptions {
  /** Frames a second of its camera. */
  readonly fps?: number;
  /** More flags for its browser. */
  readonly flags?: readonly string[];
  /** Flags, of Playwright's or ours, that its browser shall not have. */
  readonly without?: readonly string[];
}

/** One machine at the end of a line of its own, with a browser for one person or several. */
export class Computer {
  readonly link: Link;
  readonly namespace: Namespace;
  readonly browser: Browser;
  readonly #baseURL: string;

  static async start(
    { link, namespace }: Site,
    baseURL: string,
    { fps = FPS, flags = [], without = [] }: ComputerOptions = {},
  ): Promise<Computer> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-computer-'));
    const executablePath = join(folder, 'chromium');
    const chrome = process.env['CHROME_BIN'] ?? chromium.executablePath();
    writeFileSync(executablePath, `#!/bin/sh\nexec ip netns exec ${namespace.name} "${chrome}" "$@"\n`, {
      mode: 0o755,
    });
    const browser = await chromium.launch({
      executablePath,
      ignoreDefaultArgs: [...without],
      handleSIGINT: false,
      args: [
        ...chromiumFlags({ fps, hosts: [HUB_ADDRESS] }),
        ...[ALLOW_CAPTURE].filter((flag) => !without.includes(flag)),
        // A camera needs a secure page, and a certificate would be one more thing to make.
        `--unsafely-treat-insecure-origin-as-secure=${baseURL}`,
        ...flags,
      ],
    });
    rmSync(folder, { recursive: true });
    return new Computer({ link, namespace }, browser, baseURL);
  }

  private constructor({ link, namespace }: Site, browser: Browser, baseURL: string) {
    this.link = link;
    this.namespace = namespace;
    this.browser = browser;
    this.#baseURL = baseURL;
  }

  /** Address and words of each page that answers. */
  async screens(): Promise<string[]> {
    const pages = this.browser.contexts().flatMap((context) => context.pages());
    const read = pages.map(async (page) => {
      const words = await page.locator('body').innerText({ timeout: READ_WITHIN_MS });
      return `${page.url()}: ${words.replace(/\s+/g, ' ')}`;
    });
    return (await Promise.allSettled(read)).map((screen) =>
      screen.status === 'fulfilled' ? screen.value : 'a page that does not answer',
    );
  }

  async person(name: string, options: Partial<Newcomer> = {}): Promise<Participant> {
    const overrides = { locale: 'en-GB', viewport: { width: 960, height: 600 } };
    return newParticipant(name, { browser: this.browser, baseURL: this.#baseURL, overrides, ...options });
  }
}
