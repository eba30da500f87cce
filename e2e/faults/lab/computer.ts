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

/** One machine at the end of a line of its own, with a browser for one person or several. */
export class Computer {
  readonly link: Link;
  readonly namespace: Namespace;
  readonly browser: Browser;
  readonly #baseURL: string;

  /** `flags` are more flags for this browser, `without` are those of Playwright that it shall not have. */
  static async start(
    { link, namespace }: Site,
    baseURL: string,
    { flags = [], without = [] }: { flags?: readonly string[]; without?: readonly string[] } = {},
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
        ...chromiumFlags({ fps: FPS, hosts: [HUB_ADDRESS] }),
        ALLOW_CAPTURE,
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

  async person(name: string, options: Partial<Newcomer> = {}): Promise<Participant> {
    const overrides = { locale: 'en-GB', viewport: { width: 960, height: 600 } };
    return newParticipant(name, { browser: this.browser, baseURL: this.#baseURL, overrides, ...options });
  }
}
