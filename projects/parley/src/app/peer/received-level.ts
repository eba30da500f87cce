/** What is needed of an RTCRtpReceiver. */
export interface LevelSource {
  getStats(): Promise<{ forEach(visit: (report: unknown) => void): void }>;
}

/**
 * How loud the sound of one receiver is. `getSynchronizationSources()` would say so at once, but in Chromium it stops
 * the page until the network thread answers: a fifth of a page's time in a call of three. Statistics come later and
 * cost the page nothing, so each reading gives the answer to the one before.
 * @see https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-audiolevel
 */
export class ReceivedLevel {
  readonly #source: LevelSource | undefined;
  #level = 0;
  #asking = false;

  constructor(source: LevelSource | undefined) {
    this.#source = source;
  }

  /** 0 to 1, as of the last reading; 0 while nothing is known. */
  read(): number {
    if (!this.#asking) void this.#ask();
    return this.#level;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      this.#level = levelIn(await this.#source?.getStats());
    } catch {
      this.#level = 0; // The connection closed.
    } finally {
      this.#asking = false;
    }
  }
}

function levelIn(reports: Awaited<ReturnType<LevelSource['getStats']>> | undefined): number {
  let level = 0;
  reports?.forEach((report) => {
    if (typeof report === 'object' && report !== null && 'audioLevel' in report) {
      if (typeof report.audioLevel === 'number') level = Math.max(level, report.audioLevel);
    }
  });
  return level;
}
