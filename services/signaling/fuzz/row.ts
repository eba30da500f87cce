/** One line of the table: what was measured, against what. */
export interface Row {
  readonly name: string;
  readonly figure: string;
  readonly limit: string;
  readonly passed: boolean;
}

/** Prints `rows` with columns under one another. */
export function table(rows: readonly Row[]): string {
  const width = (cell: (row: Row) => string): number => Math.max(...rows.map((row) => cell(row).length));
  const names = width(({ name }) => name);
  const figures = width(({ figure }) => figure);
  const limits = width(({ limit }) => limit);
  return rows
    .map(({ name, figure, limit, passed }) =>
      [name.padEnd(names), figure.padStart(figures), limit.padEnd(limits), passed ? 'pass' : 'FAIL'].join(
        '  ',
      ),
    )
    .join('\n');
}

/** The value below which `share` of `values` lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
