/** Prints `rows`, the first of which may be a head, with their columns under one another. */
export function printTable(rows) {
  const width = (column) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  for (const row of rows) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    console.log(line.trimEnd());
  }
}
