import { styleText } from 'node:util';
import type { Finding, Verdict } from './finding.ts';

const SIGNS: Readonly<
  Record<Verdict, { readonly sign: string; readonly colour: 'green' | 'yellow' | 'red' }>
> = {
  ok: { sign: 'ok  ', colour: 'green' },
  warn: { sign: 'warn', colour: 'yellow' },
  fail: { sign: 'FAIL', colour: 'red' },
};

/** One finding as lines for people. Without `colour` it is plain text. */
export function lineOf({ name, saw, verdict, fix }: Finding, colour: boolean): string {
  const { sign, colour: hue } = SIGNS[verdict];
  const mark = colour ? styleText(hue, sign, { validateStream: false }) : sign;
  const step = fix === null ? '' : `\n      change: ${fix}`;
  return `${mark}  ${name}: ${saw}${step}`;
}

/** The last line. */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const [fails, warns] = [count('fail'), count('warn')];
  if (fails > 0) return `${things(fails)} must be changed${warns > 0 ? `, ${String(warns)} should be` : ''}.`;
  if (warns > 0) return `Meetings work. ${things(warns)} could be better.`;
  return 'Everything is as it should be.';
}

function things(count: number): string {
  return count === 1 ? '1 thing' : `${String(count)} things`;
}
