/** Numbers that a seed alone decides. */
export interface Random {
  /** Below `limit`, whole. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  chance(percent: number): boolean;
}

/** mulberry32: the same numbers on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick<T>(items: readonly T[]): T {
      // No list here is empty.
      return items[below(items.length)] as T;
    },
    chance: (percent) => below(100) < percent,
  };
}

/** Texts that programs have tripped over. */
const TEXTS = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  'null',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '%00%0a',
  'a'.repeat(5_000),
  '\u{1f600}'.repeat(300),
  'ann@example.com',
  '2026-02-30T25:61:61Z',
  '-0',
  '1e400',
];
const NUMBERS = [0, -0, -1, 1, 0.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -1e308];

/** Any JSON, a few levels deep. */
export function anyJson(random: Random, depth = 3): unknown {
  const kind = random.below(depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(50);
  if (kind === 2) return random.pick(NUMBERS);
  if (kind <= 4) return anyText(random);
  const length = random.below(4);
  const values = Array.from({ length }, () => anyJson(random, depth - 1));
  if (kind === 5) return values;
  return Object.fromEntries(values.map((value, index) => [`${anyText(random)}${index}`, value]));
}

/** A text out of the list, or some letters. */
export function anyText(random: Random): string {
  if (random.chance(70)) return random.pick(TEXTS);
  return Array.from({ length: 1 + random.below(40) }, () =>
    String.fromCodePoint(32 + random.below(95)),
  ).join('');
}
