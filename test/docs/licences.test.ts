import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

interface Package {
  readonly license?: string;
  /** Of a workspace. */
  readonly link?: boolean;
  readonly dev?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Package>>;
};

/** Whoever uses it may do what they like, and must at most name the author. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
];

/** What binds whoever changes its files; nobody here does. Of tools on this machine only, none is deployed. */
const FREE_UNCHANGED = ['MPL-2.0'];

/** The lock does not say, the package's own file does. */
const UNSAID: Readonly<Record<string, string>> = { cldrjs: 'MIT', memorystream: 'MIT' };

/** One of `(MIT OR GPL-3.0-or-later)` may be chosen. */
const choicesOf = (licence: string) => licence.replaceAll(/[()]/gu, '').split(' OR ');

const installed = Object.entries(packages)
  .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
  .map(([path, { license, dev }]) => {
    const name = path.replace(/^.*node_modules\//u, '');
    return { name, licence: license ?? UNSAID[name] ?? 'none', dev: dev === true };
  });

test('packages: each has a licence that lets anybody use and deploy it', () => {
  expect(installed.length).toBeGreaterThan(500);
  const wrong = installed.filter(({ licence, dev }) => {
    const may = dev ? [...FREE, ...FREE_UNCHANGED] : FREE;
    return !choicesOf(licence).some((one) => may.includes(one));
  });
  expect(wrong).toEqual([]);
});
