import type { CDPSession, Page, Response } from '@playwright/test';

/** How long nothing may move before a page counts as loaded. */
const QUIET_MS = 700;

export interface Traffic {
  /** Everything received, headers included, as it came over the wire: compressed. */
  readonly bytes: number;
  readonly requests: number;
  /** Requests to any other host than the page's own. */
  readonly thirdParty: number;
}

/** Counts what one page loads, from before its first request. */
export class Wire {
  readonly #session: CDPSession;
  readonly #page: Page;
  #bytes = 0;
  #urls: string[] = [];
  #open = new Set<string>();
  #lastEvent = Date.now();

  static async tap(page: Page): Promise<Wire> {
    const session = await page.context().newCDPSession(page);
    const wire = new Wire(page, session);
    await session.send('Network.enable');
    return wire;
  }

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
    this.#count();
  }

  #count(): void {
    this.#session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (!/^https?:/.test(request.url)) return;
      this.#urls.push(request.url);
      this.#open.add(requestId);
      this.#lastEvent = Date.now();
    });
    this.#session.on('Network.webSocketCreated', ({ url }) => this.#urls.push(url));
    this.#session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!this.#open.delete(requestId)) return;
      this.#bytes += encodedDataLength;
      this.#lastEvent = Date.now();
    });
    this.#session.on('Network.loadingFailed', ({ requestId }) => this.#open.delete(requestId));
  }

  /** The sums once nothing is under way any more. */
  async settled(): Promise<Traffic> {
    while (this.#open.size > 0 || Date.now() - this.#lastEvent < QUIET_MS) {
      await this.#page.waitForTimeout(50);
    }
    const home = new URL(this.#page.url()).host;
    return {
      bytes: this.#bytes,
      requests: this.#urls.length,
      thirdParty: this.#urls.filter((url) => new URL(url).host !== home).length,
    };
  }
}

/** Bytes of app code that came over the network in `responses`, be it for the page or for its service worker. */
export async function codeBytes(responses: readonly Response[]): Promise<number> {
  const sizes = await Promise.all(
    responses
      .filter(isCodeFromNetwork)
      .map(async (response) => (await response.request().sizes()).responseBodySize),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The service worker's own script is compared by the browser, byte for byte, and is not the app. */
function isCodeFromNetwork(response: Response): boolean {
  const { pathname } = new URL(response.url());
  const isCode = /\.(?:js|css|html)$/.test(pathname) || !pathname.includes('.');
  const isLoader =
    pathname.startsWith('/ngsw') || pathname.startsWith('/socket.io') || pathname.startsWith('/peer');
  return isCode && !isLoader && !response.fromServiceWorker();
}
