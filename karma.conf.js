// Unit tests run in the Chromium that scripts/chromium.mjs found or installed (CHROME_BIN).
const flags = [
  '--use-fake-device-for-media-stream=fps=10',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-dev-shm-usage',
];
if (process.getuid?.() === 0) flags.push('--no-sandbox');

export default function configureKarma(config) {
  config.set({
    frameworks: ['jasmine'],
    plugins: ['karma-jasmine', 'karma-chrome-launcher', 'karma-jasmine-html-reporter', 'karma-coverage'],
    reporters: ['progress'],
    browsers: ['ChromiumFakeMedia'],
    customLaunchers: { ChromiumFakeMedia: { base: 'ChromeHeadless', flags } },
    client: { jasmine: { random: true, failSpecWithNoExpectations: true } },
    restartOnFileChange: false,
  });
}
