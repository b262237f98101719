import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { marshall } from '@aws-sdk/util-dynamodb';
import { laneOf } from 'appsync-on-a-laptop/testing/lane-of';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SuspendUserDocument, UpdateUserDocument } from '../../generated/client-operations.ts';
import { profileKey } from '../../model/keys.ts';
import { untilAllAgrees } from '../support/agreement.ts';
import { listen, untilAllIsHeard } from '../support/announcements.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import {
  startFaultSystem,
  type FaultSystem,
  type SpoiledFunction,
} from '../support/fault-system.ts';
import { createUserAs } from '../support/lives.ts';
import { cognitoClient } from '../support/sign-in.ts';

let system: FaultSystem;
let cognito: CognitoIdentityProviderClient;
let subscriber: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  system = await startFaultSystem();
  cognito = cognitoClient(system.outputs);
  subscriber = await listen(system.outputs, system.machine);
});
afterEach(() => system.mend());
afterAll(async () => {
  cognito.destroy();
  await subscriber[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

/** Of sync-identity; publish-changes has fewer. */
const LANES = 10;

/** While one fails, how long the slowest of the others may wait, in milliseconds. */
const PROMPT_MS = 5_000 * Number(process.env['TEST_PATIENCE'] ?? 1);

let others: string[];
beforeAll(async () => {
  others = await createInAllLanes();
  await eventually(() => expect(others.filter((id) => !isHeard(id, 1))).toEqual([]));
}, 300_000);

/** Two people at least in each lane of the readers, so that some are behind whoever is poisoned. */
async function createInAllLanes(): Promise<string[]> {
  const ids: string[] = [];
  const inLane = (lane: number) => ids.filter((id) => laneOfUser(id) === lane).length;
  while (Array.from({ length: LANES }, (_, lane) => inLane(lane)).some((count) => count < 2)) {
    const some = Array.from({ length: 10 }, () => createUserAs(system.machine));
    ids.push(...(await Promise.all(some)));
  }
  return ids;
}

const laneOfUser = (id: string) => laneOf(marshall(profileKey(id)), LANES);

const isHeard = (id: string, version: number) =>
  subscriber.heard.some((one) => one.id === id && one.version === version);

const heardOf = (id: string) =>
  subscriber.heard.filter((one) => one.id === id).map(({ version }) => version);

const rename = (id: string, firstName: string) =>
  system.machine.data(UpdateUserDocument, { input: { id, firstName } });

/** Changes somebody about whom no call of this reader is answered; tells when that has begun. */
async function poison(reader: SpoiledFunction): Promise<string> {
  const id = await createUserAs(system.machine);
  await eventually(() => expect(subscriber.heard).toContainEqual({ id, version: 1 }));
  const begun = Promise.withResolvers<undefined>();
  system.proxies[reader].onSilence = () => begun.resolve(undefined);
  system.proxies[reader].decide = (_, input) =>
    JSON.stringify(input).includes(id) ? 'hang' : 'forward';
  await rename(id, 'Poisoned');
  await begun.promise;
  return id;
}

/** Changes everybody else, and answers how long the slowest was not served after the last change. */
async function changeOthers(
  change: (id: string) => Promise<unknown>,
  unserved: (among: readonly string[]) => Promise<readonly string[]> | readonly string[],
): Promise<number> {
  for (let start = 0; start < others.length; start += 10) {
    await Promise.all(others.slice(start, start + 10).map(change));
  }
  const since = performance.now();
  let left: readonly string[] = others;
  await eventually(async () => {
    // Who is served stays so, and is not asked about again.
    left = await unserved(left);
    expect(left).toEqual([]);
  });
  return performance.now() - since;
}

const attributesOf = async (id: string) => {
  const { userPoolId: UserPoolId } = system.outputs;
  return cognito.send(new AdminGetUserCommand({ UserPoolId, Username: id }));
};

test('sync-identity: one poisoned user delays nobody, and follows by itself once mended', async () => {
  const id = await poison('sync-identity');
  const slowest = await changeOthers(
    (other) => system.machine.data(SuspendUserDocument, { id: other }),
    async (among) => {
      const states = await Promise.all(among.map(attributesOf));
      return among.filter((_, index) => states[index]?.Enabled !== false);
    },
  );
  expect(slowest).toBeLessThan(PROMPT_MS);
  await rename(id, 'Later');
  const nameOf = async () =>
    (await attributesOf(id)).UserAttributes?.find(({ Name }) => Name === 'given_name')?.Value;
  // Still poisoned.
  expect(['Poisoned', 'Later']).not.toContain(await nameOf());
  system.mend();
  await eventually(async () => expect(await nameOf()).toBe('Later'));
}, 300_000);

/** Each change is told at least once: a reader that ran out of time tells its batch again. */
const firstHeard = (id: string): readonly number[] => [...new Set(heardOf(id))];

test('publish-changes: one poisoned user delays nobody, and is told of in order once mended', async () => {
  const id = await poison('publish-changes');
  const reached = new Map(others.map((other) => [other, Math.max(...heardOf(other))]));
  const slowest = await changeOthers(
    (other) => rename(other, 'Served'),
    (among) => among.filter((other) => !isHeard(other, (reached.get(other) ?? 0) + 1)),
  );
  expect(slowest).toBeLessThan(PROMPT_MS);
  await rename(id, 'Second');
  await rename(id, 'Third');
  expect(firstHeard(id)).toEqual([1]);
  system.mend();
  await eventually(() => expect(firstHeard(id)).toEqual([1, 2, 3, 4]));
  for (const other of others) {
    const versions = heardOf(other);
    expect(versions).toEqual(versions.toSorted((one, two) => one - two));
  }
  await untilAllIsHeard(() => subscriber.heard, await untilAllAgrees(system.outputs));
}, 300_000);
