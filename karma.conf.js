// Unit tests run in the Chromium that CHROME_BIN names, or that stands in a known place.
import { findChromium } from './scripts/lib/chromium.mjs';
import { ALLOW_CAPTURE, chromiumFlags } from './scripts/lib/chromium-flags.mjs';
import { countingReporter } from './scripts/lib/karma-reporter.mjs';

process.env.CHROME_BIN ??= findChromium();

export default function configureKarma(config) {
  config.set({
    frameworks: ['jasmine'],
    plugins: [
      'karma-jasmine',
      'karma-chrome-launcher',
      'karma-jasmine-html-reporter',
      'karma-coverage',
      { 'reporter:counting': ['factory', countingReporter] },
    ],
    reporters: ['counting'],
    browsers: ['ChromiumFakeMedia'],
    customLaunchers: {
      ChromiumFakeMedia: {
        base: 'ChromeHeadless',
        flags: [...chromiumFlags(), ALLOW_CAPTURE, '--js-flags=--expose-gc'],
      },
    },
    client: { jasmine: { random: true, failSpecWithNoExpectations: true } },
    restartOnFileChange: false,
    // A busy machine may stop for seconds; the browser is not gone for that.
    pingTimeout: 60_000,
    browserDisconnectTimeout: 20_000,
    browserNoActivityTimeout: 120_000,
  });
}
