import { contrastBetween } from './testing/contrast';

const TEXT = 4.5;
const GRAPHIC = 3;

/** Every pair of tokens that meets on screen, as foreground, background and the ratio it owes the reader. */
const PAIRS: readonly [foreground: string, background: string, atLeast: number][] = [
  ...['--p-surface', '--p-surface-raised', '--p-surface-tint'].flatMap(
    (surface): [string, string, number][] => [
      ['--p-on-surface', surface, TEXT],
      ['--p-on-surface-muted', surface, TEXT],
      ['--p-amber-line', surface, TEXT],
      ['--p-danger-text', surface, TEXT],
      ['--p-good', surface, TEXT],
      ['--p-outline', surface, GRAPHIC],
      ['--p-focus', surface, GRAPHIC],
    ],
  ),
  ...['--p-stage', '--p-stage-raised', '--p-stage-tint'].flatMap((stage): [string, string, number][] => [
    ['--p-on-stage', stage, TEXT],
    ['--p-on-stage-muted', stage, TEXT],
    ['--p-stage-outline', stage, GRAPHIC],
    ['--p-marigold', stage, GRAPHIC],
  ]),
  ['--p-on-marigold', '--p-marigold', TEXT],
  ['--p-on-marigold', '--p-marigold-strong', TEXT],
  ['--p-on-danger', '--p-danger', TEXT],
  ['--p-on-danger', '--p-danger-strong', TEXT],
  ['--mat-sys-on-surface', '--mat-sys-surface', TEXT],
  ['--mat-sys-on-surface', '--mat-sys-surface-container', TEXT],
  ['--mat-sys-on-surface-variant', '--mat-sys-surface-container', TEXT],
  ['--mat-sys-primary', '--mat-sys-surface', TEXT],
  ['--mat-sys-on-primary', '--mat-sys-primary', TEXT],
  ['--mat-sys-on-primary-container', '--mat-sys-primary-container', TEXT],
  ['--mat-sys-on-secondary-container', '--mat-sys-secondary-container', TEXT],
  ['--mat-sys-on-error', '--mat-sys-error', TEXT],
  ['--mat-sys-outline', '--mat-sys-surface', GRAPHIC],
];

describe('theme', () => {
  let probe: HTMLElement;

  beforeEach(() => {
    probe = document.createElement('div');
    document.body.append(probe);
  });

  afterEach(() => probe.remove());

  function colorsOf(foreground: string, background: string): readonly [string, string] {
    probe.style.color = `var(${foreground})`;
    probe.style.backgroundColor = `var(${background})`;
    const { color, backgroundColor } = getComputedStyle(probe);
    return [color, backgroundColor];
  }

  for (const scheme of ['light', 'dark', 'stage'] as const) {
    for (const [foreground, background, atLeast] of PAIRS) {
      it(`keeps ${foreground} on ${background} at ${atLeast}:1 in ${scheme}`, () => {
        if (scheme === 'stage') probe.dataset['theme'] = 'stage';
        else probe.style.colorScheme = scheme;
        expect(contrastBetween(...colorsOf(foreground, background))).toBeGreaterThanOrEqual(atLeast);
      });
    }
  }

  it('really has a light and a dark side', () => {
    probe.style.colorScheme = 'light';
    const [light] = colorsOf('--p-surface', '--p-surface');
    probe.style.colorScheme = 'dark';
    const [dark] = colorsOf('--p-surface', '--p-surface');
    expect(light).not.toBe(dark);
  });
});
