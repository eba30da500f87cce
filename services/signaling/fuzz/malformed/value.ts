import type { Random } from '../random.ts';

const WORDS: readonly [string, ...string[]] = [
  '',
  'kitchen',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\0',
  '\ud800',
  '../../etc/passwd',
  '%00%ff',
  '<script>',
  'x'.repeat(5_000),
  '\u202e',
  'room:kitchen',
  'null',
  '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11',
];

const NUMBERS: readonly [number, ...number[]] = [0, -1, 1.5, 1e308, -0, 2 ** 53, Number.NaN, 255];

/** Any JSON value, more often than not one that hurts. */
export function anyValue(random: Random, depth = 3): unknown {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(0.5);
  if (kind === 2) return random.pick(NUMBERS);
  if (kind === 3) return random.pick(WORDS);
  if (kind === 4) return random.text(random.below(40));
  if (kind === 5) return [];
  if (kind === 6) return Array.from({ length: random.below(5) }, () => anyValue(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: random.below(5) }, () => [random.pick(WORDS), anyValue(random, depth - 1)]),
  );
}

/** `value` with one of its parts, or itself, replaced, removed or joined by something else. */
export function mutate(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return anyValue(random);
  const entries = Object.entries<unknown>({ ...value });
  const index = random.below(entries.length + 1);
  const entry = entries[index];
  if (!entry) return { ...value, [random.pick(WORDS)]: anyValue(random) };
  const [key, part] = entry;
  const rest = entries.filter((_, at) => at !== index);
  if (random.chance(0.2)) return Object.fromEntries(rest);
  return Object.fromEntries([...rest, [key, mutate(random, part)]]);
}

/** `text` with some characters changed, removed or repeated. */
export function garble(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const cut = random.below(8);
  const noise = random.chance(0.5) ? random.text(random.below(8)) : text.slice(at, at + 20);
  return text.slice(0, at) + noise + text.slice(at + cut);
}
