import {
  CreateUserDocument,
  OnUserChangeDocument,
  SuspendUserDocument,
  type Client,
} from 'user-manager-client';
import { FOLDERS } from '../folders.ts';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { startEngineProcess } from '../processes/engine-process.ts';
import { createMachineClient, signInPerson } from '../project-clients.ts';

/**
 * How long suspended users still hear: milliseconds from the request until the subscription is over,
 * on the whole product, one user after the other.
 */
export async function measureSuspensions(times: number): Promise<number[]> {
  const engine = await startEngineProcess(['--data', FOLDERS.project, '--fresh']);
  const { outputs } = engine;
  const machine = createMachineClient(outputs);
  try {
    await suspend(machine, outputs, 'first'); // functions are loaded when first called
    const measured: number[] = [];
    while (measured.length < times) {
      measured.push(await suspend(machine, outputs, String(measured.length)));
    }
    return measured;
  } finally {
    machine.close();
    await engine.stop();
  }
}

async function suspend(machine: Client, outputs: LocalOutputs, name: string): Promise<number> {
  const email = `${name}@example.com`;
  const { createUser: user } = await machine.mutate(CreateUserDocument, {
    input: { email, firstName: 'Grace', lastName: 'Hopper' },
  });
  if (!user) throw new Error('createUser answered null');
  const { client } = await signInPerson(outputs, email);
  const subscription = client.subscribe(OnUserChangeDocument, {});
  await subscription.ready;
  const begun = performance.now();
  await machine.mutate(SuspendUserDocument, { id: user.id });
  while (!(await subscription.next()).done);
  const ended = performance.now();
  client.close();
  return ended - begun;
}
