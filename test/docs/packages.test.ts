import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

/** From so many packages on, what asks for them is named in CONTRIBUTING.md. */
const MANY = 12;

type Names = Readonly<Record<string, string>>;

/** An entry of package-lock.json. https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#packages */
interface Locked {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** The repository's own package.json files. */
const OWN = Object.keys(packages).filter((path) => !path.includes('node_modules'));

function namesIn(path: string): string[] {
  const locked = packages[path] ?? {};
  const { dependencies, optionalDependencies, devDependencies, peerDependencies = {} } = locked;
  const own = OWN.includes(path) ? devDependencies : {};
  // npm installs no peer that need not be there.
  const peers = Object.keys(peerDependencies).filter(
    (name) => !locked.peerDependenciesMeta?.[name]?.optional,
  );
  return [...Object.keys({ ...dependencies, ...optionalDependencies, ...own }), ...peers];
}

/** Where Node finds a package: in the nearest node_modules upwards. */
function found(from: string, name: string): string | null {
  const path = [from, 'node_modules', name].filter(Boolean).join('/');
  const there = packages[path];
  if (there) return there.link ? (there.resolved ?? null) : path;
  return from === '' ? null : found(from.slice(0, Math.max(0, from.lastIndexOf('/'))), name);
}

/** What each asks for, and where that is. */
const edges = new Map(
  Object.keys(packages).map((path) => [
    path,
    namesIn(path).flatMap((name) => {
      const next = found(path, name);
      return next === null ? [] : [{ name, next }];
    }),
  ]),
);

/** How many packages are installed when the repository's own do not ask for these. */
function countWithout(left: readonly string[]): number {
  const seen = new Set(OWN);
  const waiting = [...OWN];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { name, next } of edges.get(path) ?? []) {
      if (seen.has(next) || (OWN.includes(path) && left.includes(name))) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen.size - OWN.length;
}

const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const rows = [...page.matchAll(/^\| (`.+`) +\| +(\d+) \| (.+) \|$/gmu)].map(
  ([, names = '', alone = '', use = '']) => ({
    names: [...names.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name),
    alone: Number(alone),
    use: use.trim(),
  }),
);
const all = countWithout([]);
const asked = [...new Set(OWN.flatMap(namesIn))];

test('CONTRIBUTING.md: says what each package is for that brings many others', () => {
  expect(rows.every(({ use }) => use !== '')).toBe(true);
  const heavy = asked.filter((name) => all - countWithout([name]) >= MANY);
  const told = rows.flatMap(({ names }) => names);
  expect(heavy.filter((name) => !told.includes(name))).toEqual([]);
  expect(told.filter((name) => !asked.includes(name))).toEqual([]);
});

// Fewer is no fault: another package may ask for the same ones since.
test('CONTRIBUTING.md: they bring not many more packages than it says', () => {
  const [, total = '0'] = /([\d,]+) in the lock/u.exec(page) ?? [];
  const grown = [
    { names: [], alone: Number(total.replace(',', '')), is: all },
    ...rows.map((row) => ({ ...row, is: all - countWithout(row.names) })),
  ].filter(({ alone, is }) => is > alone + 3 + alone / 10);
  expect(grown).toEqual([]);
});
