// Draws the installed app's icons from public/favicon.svg into public/icons, in the browser the tests use.
//   node scripts/app-icons.mjs      (CHROME_BIN names the browser, else Playwright's own)
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const PUBLIC = join(import.meta.dirname, '../projects/parley/public');
const INK = '#1b1a1f';
const MARIGOLD = '#f2a33a';

/** The mark alone, without the rounded tile it stands on as a favicon. */
const mark = /<rect[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8'))[1];

/** `share`: how much of the icon the mark's own box takes. Maskable icons may lose all but the inner 80 %. */
function icon({ size, radius, share, background = INK, drawing = mark }) {
  const scale = (size * share) / 48;
  const edge = (size - 48 * scale) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="${size}" height="${size}" rx="${size * radius}" fill="${background}" />
    <g transform="translate(${edge} ${edge}) scale(${scale})">${drawing}</g></svg>`;
}

const plus = `<path d="M24 12v24M12 24h24" stroke="${INK}" stroke-width="5" stroke-linecap="round" />`;
const files = {
  'icon-192.png': { size: 192, radius: 0.23, share: 1 },
  'icon-512.png': { size: 512, radius: 0.23, share: 1 },
  'maskable-192.png': { size: 192, radius: 0, share: 0.78 },
  'maskable-512.png': { size: 512, radius: 0, share: 0.78 },
  // iOS rounds the corners itself and shows transparency as black.
  'apple-touch-icon.png': { size: 180, radius: 0, share: 0.92 },
  'shortcut-new-192.png': { size: 192, radius: 0.5, share: 0.9, background: MARIGOLD, drawing: plus },
};

const browser = await chromium.launch({
  ...(process.env['CHROME_BIN'] === undefined ? {} : { executablePath: process.env['CHROME_BIN'] }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const [name, options] of Object.entries(files)) {
  await page.setViewportSize({ width: options.size, height: options.size });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${icon(options)}`);
  await page.screenshot({ path: join(PUBLIC, 'icons', name), omitBackground: true });
}
await browser.close();
