import { examine } from '../doctor.ts';
import type { Finding } from '../finding.ts';
import { Patient } from '../patient.ts';
import type { PatientOptions } from '../patient.ts';

/** Everything the doctor finds at `url`. */
export async function examined(url: URL, options: PatientOptions = {}): Promise<Finding[]> {
  const patient = new Patient(url, options);
  try {
    const findings: Finding[] = [];
    for await (const finding of examine(patient)) findings.push(finding);
    return findings;
  } finally {
    await patient.close();
  }
}

/** The findings that are not all right, as `verdict name | fix`, in order. */
export function troubles(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ verdict }) => verdict !== 'ok')
    .map(({ verdict, name, fix }) => `${verdict} ${name} | ${fix ?? ''}`);
}
