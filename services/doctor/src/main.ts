import { UsageError, USAGE, readOrder } from './command-line.ts';
import type { Order } from './command-line.ts';
import { examine } from './doctor.ts';
import type { Finding } from './finding.ts';
import { Patient, readAuthority } from './patient.ts';
import { lineOf, summaryOf } from './report.ts';

/** Prints each finding as soon as it is there. Resolves with the exit code. */
async function visit({ url, json, authorityFiles, httpPort }: Order): Promise<number> {
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const authorities = authorityFiles.map(readAuthority);
  const patient = new Patient(url, { authorities, ...(httpPort === undefined ? {} : { httpPort }) });
  const findings: Finding[] = [];
  if (!json) console.log(`Looking at ${url.origin}\n`);
  for await (const finding of examine(patient)) {
    findings.push(finding);
    if (!json) console.log(lineOf(finding, colour));
  }
  await patient.close();
  console.log(json ? JSON.stringify(findings, null, 2) : `\n${summaryOf(findings)}`);
  return findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0;
}

async function main(): Promise<number> {
  try {
    const order = readOrder(process.argv.slice(2), process.env);
    if (order !== null) return await visit(order);
    console.log(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

const code = await main();
// What was asked of a relay may still be waited for; there is nothing more to say. Output to a pipe is awaited first.
process.stdout.write('', () => process.exit(code));
