// Flags with which a Chromium carries calls without a camera, a person or the internet. Unit tests, end-to-end tests and
// the bench share them, so that all three see the same browser.

/**
 * The last `--disable-features` counts, so this names what Playwright turns off as well. The first two keep two pages of
 * the address bar from being loaded for every window that nobody types an address into.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/**
 * `hosts` can be reached beside this machine, and nothing else.
 * @param {{ fps?: number, cameras?: number, hosts?: string[] }} options
 */
export function chromiumFlags({ fps = 10, cameras = 1, hosts = [] } = {}) {
  const reachable = ['localhost', '127.0.0.1', ...hosts].map((host) => `, EXCLUDE ${host}`).join('');
  const flags = [
    `--use-fake-device-for-media-stream=fps=${fps},device-count=${cameras}`,
    '--autoplay-policy=no-user-gesture-required',
    `--host-resolver-rules=MAP * ~NOTFOUND${reachable}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    `--disable-features=${FEATURES_OFF.join(',')}`,
    '--disable-dev-shm-usage',
    // Several participants share one screen: none of them is in the background.
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--disable-background-timer-throttling',
  ];
  return process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
}

/** Allows camera, microphone and the first screen without asking. */
export const ALLOW_CAPTURE = '--use-fake-ui-for-media-stream';
