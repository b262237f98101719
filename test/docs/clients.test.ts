import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

const FOLDER = join(ROOT, 'docs', 'clients');
const page = readFileSync(join(ROOT, 'docs', 'clients.md'), 'utf8');

test('docs/clients.md: shows the code of docs/clients, which test/api/clients runs', () => {
  const shown = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gmu)].map(([, code]) => code);
  const files = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  expect(shown.toSorted()).toEqual(files.toSorted());
});
