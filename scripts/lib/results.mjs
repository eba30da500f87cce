import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';

/** Writes what was measured as JSON, with when and on what kind of machine. */
export function writeResults(file, measured) {
  mkdirSync(dirname(file), { recursive: true });
  const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, ...measured }, null, 2)}\n`);
}
