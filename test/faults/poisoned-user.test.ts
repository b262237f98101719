import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SuspendUserDocument, UpdateUserDocument } from '../../generated/client-operations.ts';
import { listen } from '../support/announcements.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import {
  startFaultSystem,
  type FaultSystem,
  type SpoiledFunction,
} from '../support/fault-system.ts';
import { createUserAs } from '../support/lives.ts';
import { cognitoClient } from '../support/sign-in.ts';

let system: FaultSystem;
let subscriber: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  system = await startFaultSystem();
  subscriber = await listen(system.outputs, system.machine);
});
afterEach(() => system.mend());
afterAll(async () => {
  await subscriber[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

const OTHERS = 12;

/** Changes somebody about whom no call of this reader is answered; tells when that has begun. */
async function poison(reader: SpoiledFunction): Promise<void> {
  const id = await createUserAs(system.machine);
  await eventually(() => expect(subscriber.heard).toContainEqual({ id, version: 1 }));
  const begun = Promise.withResolvers<undefined>();
  system.proxies[reader].onSilence = () => begun.resolve(undefined);
  system.proxies[reader].decide = (_, input) =>
    JSON.stringify(input).includes(id) ? 'hang' : 'forward';
  await system.machine.data(UpdateUserDocument, { input: { id, firstName: 'Poisoned' } });
  await begun.promise;
}

/** Others who are suspended while that goes on. */
async function suspendOthers(): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: OTHERS }, () => createUserAs(system.machine)));
  await Promise.all(ids.map((id) => system.machine.data(SuspendUserDocument, { id })));
  return ids;
}

test('sync-identity: a poisoned user delays only who shares the lane', async () => {
  await poison('sync-identity');
  const ids = await suspendOthers();
  const cognito = cognitoClient(system.outputs);
  const { userPoolId } = system.outputs;
  await eventually(async () => {
    const states = await Promise.all(
      ids.map((Username) =>
        cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username })),
      ),
    );
    const out = states.filter(({ Enabled }) => Enabled === false);
    expect(out.length).toBeGreaterThanOrEqual(OTHERS / 3);
  });
}, 120_000);

test('publish-changes: a poisoned user delays only who shares the lane, and each is told in order', async () => {
  await poison('publish-changes');
  const ids = await suspendOthers();
  await eventually(() => {
    const told = ids.filter((id) =>
      subscriber.heard.some((one) => one.id === id && one.version === 2),
    );
    expect(told.length).toBeGreaterThanOrEqual(OTHERS / 4);
  });
  for (const id of ids) {
    const versions = subscriber.heard.filter((one) => one.id === id).map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted());
  }
}, 120_000);
