import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngines, type Engines, type Lease } from '../../vitest/engines.ts';
import { smallAssembly } from '../small-app.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines({ assemblyFolder: smallAssembly() });
});
afterAll(() => engines.close());

const lease = async (): Promise<Lease> =>
  (await (await fetch(engines.url, { method: 'POST' })).json()) as Lease;
const giveBack = ({ id }: Lease) => fetch(`${engines.url}/${id}`, { method: 'DELETE' });

test('POST: gives an engine that nobody else has, DELETE takes it back for the next', async () => {
  const [one, other] = [await lease(), await lease()];
  expect(one.url).not.toBe(other.url);
  expect(one.outputs.graphqlUrl).toBe(`${one.url}/graphql`);
  expect(await (await fetch(`${one.url}/_local/snapshots`)).json()).toMatchObject({
    snapshots: [{ name: one.snapshot }],
  });
  await giveBack(one);
  // Twice is as once.
  await giveBack(one);
  const third = await lease();
  expect(third.url).toBe(one.url);
  expect(third.id).not.toBe(one.id);
  await Promise.all([third, other].map(giveBack));
});

test('another path: nobody finds the engines who was not told it', async () => {
  const { origin } = new URL(engines.url);
  expect((await fetch(origin, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${origin}/guess`, { method: 'POST' })).status).toBe(404);
});
