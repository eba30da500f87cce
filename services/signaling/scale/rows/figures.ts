import type { Row } from '../../fuzz/row.ts';

/** A row that passes where `value` is at most `limit`; `null`: it never came. */
export function atMost(name: string, value: number | null, limit: number, unit: string): Row {
  const figure = value === null ? 'never' : `${value.toFixed(unit === 'ms' ? 0 : 1)} ${unit}`;
  return { name, figure, limit: `<= ${limit} ${unit}`, passed: value !== null && value <= limit };
}

export function exactly(name: string, value: number | string, wanted: number | string): Row {
  return { name, figure: String(value), limit: String(wanted), passed: value === wanted };
}
