import { percentile } from '../../scripts/lib/percentile.mjs';

/** One line of the table: what a fault did, against what it may do. */
export interface Row {
  readonly name: string;
  readonly figure: string;
  readonly limit: string;
  readonly passed: boolean;
  readonly values: readonly number[];
}

interface Measured {
  readonly values: readonly number[];
  readonly limit: number;
  /** What stands behind a number; a word for what is counted, or nothing. */
  readonly unit: 's' | '%' | '';
}

/** From so many values on, one in twenty may be worse than the limit. */
const ENOUGH_FOR_P95 = 20;

/** None of `values` may be above `limit`; of twenty or more, 95 %. */
export function atMost(name: string, { values, limit, unit }: Measured): Row {
  const many = values.length >= ENOUGH_FOR_P95;
  const figure = many ? percentile(values, 0.95) : Math.max(...values);
  const count = values.length > 1 ? ` (${many ? 'p95' : 'worst'} of ${values.length})` : '';
  return {
    name,
    figure: `${inWords(figure, unit)}${count}`,
    limit: `<= ${inWords(limit, unit)}`,
    passed: values.length > 0 && figure <= limit,
    values,
  };
}

/** None of `values` may be below `limit`. */
export function atLeast(name: string, { values, limit, unit }: Measured): Row {
  const figure = Math.min(...values);
  const count = values.length > 1 ? ` (worst of ${values.length})` : '';
  return {
    name,
    figure: `${inWords(figure, unit)}${count}`,
    limit: `>= ${inWords(limit, unit)}`,
    passed: values.length > 0 && figure >= limit,
    values,
  };
}

/** A count that must be exactly `wanted`. */
export function exactly(name: string, value: number, wanted: number): Row {
  return { name, figure: String(value), limit: String(wanted), passed: value === wanted, values: [value] };
}

/** What could not be measured has failed. */
export function failed(name: string, why: string): Row {
  return { name, figure: why, limit: '', passed: false, values: [] };
}

function inWords(value: number, unit: string): string {
  if (!Number.isFinite(value)) return 'never';
  const number = unit === 's' ? (value / 1_000).toFixed(1) : Number(value.toFixed(1)).toString();
  return unit === '' ? number : `${number} ${unit}`;
}
