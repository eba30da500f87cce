import { writeResults } from '../scripts/lib/results.mjs';
import { printTable } from '../scripts/lib/table.mjs';
import { type Figure, FIGURES } from './figures/figure.ts';
import { type Summary, summarise } from './statistics.ts';

/** Figure id → the values of all runs. */
export type Samples = ReadonlyMap<string, readonly number[]>;

export interface Line {
  readonly figure: Figure;
  readonly ours: Summary;
  readonly floor: Summary | null;
  /** `null`: there is nothing it must reach. */
  readonly reached: boolean | null;
}

/** One line a figure that was measured, with its verdict. */
export function judge(ours: Samples, floor: Samples): Line[] {
  return FIGURES.flatMap((figure) => {
    const values = ours.get(figure.id);
    if (values === undefined) return [];
    const floorValues = floor.get(figure.id);
    const line = {
      figure,
      ours: summarise(values),
      floor: floorValues === undefined ? null : summarise(floorValues),
    };
    return [{ ...line, reached: isReached(line) }];
  });
}

function isReached({ figure, ours, floor }: Omit<Line, 'reached'>): boolean | null {
  if (figure.limit === undefined) return null;
  const { atMost, atLeast, timesFloor } = figure.limit;
  // What must never happen must not happen in a single run either.
  const value = atMost === 0 ? ours.max : ours.median;
  return (
    (atMost === undefined || value <= atMost) &&
    (atLeast === undefined || value >= atLeast) &&
    (timesFloor === undefined || (floor !== null && value <= timesFloor * floor.median))
  );
}

export function printFigures(lines: readonly Line[]): void {
  printTable([
    ['figure', 'ours: median (min-max)', 'floor: median (min-max)', 'must reach', ''],
    ...lines.map(({ figure, ours, floor, reached }) => [
      figure.title,
      inWords(ours, figure.unit),
      floor === null ? '-' : inWords(floor, figure.unit),
      limitInWords(figure, floor),
      reached === null ? '' : reached ? 'pass' : 'FAIL',
    ]),
  ]);
}

export function writeJson(lines: readonly Line[], file: string): void {
  writeResults(file, { figures: lines.map(({ figure, ...rest }) => ({ ...figure, ...rest })) });
}

function inWords({ median, min, max }: Summary, unit: string): string {
  return `${round(median)} ${unit} (${round(min)}-${round(max)})`.replace('  ', ' ');
}

function limitInWords({ limit, unit }: Figure, floor: Summary | null): string {
  if (limit === undefined) return '';
  const ofFloor = floor === null ? '' : ` = ${round((limit.timesFloor ?? 0) * floor.median)} ${unit}`;
  return [
    limit.atMost === undefined ? '' : `<= ${limit.atMost} ${unit}`,
    limit.atLeast === undefined ? '' : `>= ${limit.atLeast} ${unit}`,
    limit.timesFloor === undefined ? '' : `<= ${limit.timesFloor} x floor${ofFloor}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function round(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}
