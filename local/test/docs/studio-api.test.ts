import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STUDIO_API_FILE, studioApiPage } from '../../docs/studio-api.ts';
import { AREAS } from '../../studio/routes/route.ts';
import { ROUTES } from '../../studio/routes/index.ts';

test('studio-api.md: npm run docs has been run since the routes changed', async () => {
  expect(readFileSync(STUDIO_API_FILE, 'utf8')).toBe(await studioApiPage());
});

test('routes: every area has some, and no two are the same', () => {
  const areas = ROUTES.map(({ path }) => path.split('/')[2]);
  expect([...new Set(areas)].toSorted()).toEqual([...AREAS].toSorted());
  const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});
