import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  cognitoAuth,
  createClient,
  CreateUserDocument,
  machineAuth,
  OnUserChangeDocument,
  SuspendUserDocument,
  type Client,
} from '../../client/index.ts';
import type { LocalOutputs } from '../../local/index.ts';
import { startEngineProcess } from '../processes/engine-process.ts';

const PASSWORD = 'Not-a-secret-1!';

/**
 * How long suspended users still hear: milliseconds from the request until the subscription is over,
 * on the whole product, one user after the other.
 */
export async function measureSuspensions(times: number): Promise<number[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bench-fan-out-'));
  const engine = await startEngineProcess(['--data', dataFolder]);
  try {
    const { outputs } = engine;
    const machine = createClient({
      ...outputs,
      auth: machineAuth({
        tokenUrl: `${outputs.cognitoEndpoint}/oauth2/token`,
        clientId: outputs.machineClientId,
        clientSecret: outputs.machineClientSecret,
      }),
    });
    await suspend(machine, outputs, 'first'); // functions are loaded when first called
    const measured: number[] = [];
    while (measured.length < times) {
      measured.push(await suspend(machine, outputs, String(measured.length)));
    }
    return measured;
  } finally {
    await engine.stop();
    rmSync(dataFolder, { recursive: true });
  }
}

async function suspend(machine: Client, outputs: LocalOutputs, name: string): Promise<number> {
  const email = `${name}@example.com`;
  const { createUser: user } = await machine.mutate(CreateUserDocument, {
    input: { email, firstName: 'Grace', lastName: 'Hopper' },
  });
  if (!user) throw new Error('createUser answered null');
  const client = await signIn(outputs, email);
  const subscription = client.subscribe(OnUserChangeDocument, {});
  await subscription.ready;
  const begun = performance.now();
  await machine.mutate(SuspendUserDocument, { id: user.id });
  while (!(await subscription.next()).done);
  const ended = performance.now();
  client.close();
  return ended - begun;
}

async function signIn(outputs: LocalOutputs, email: string): Promise<Client> {
  const { cognitoEndpoint: endpoint, region, userPoolId, clientId } = outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  await cognito.send(
    new AdminSetUserPasswordCommand({
      ...{ UserPoolId: userPoolId, Username: email, Password: PASSWORD, Permanent: true },
    }),
  );
  cognito.destroy();
  const auth = cognitoAuth({ endpoint, region, userPoolId, clientId });
  await auth.signIn(email, PASSWORD);
  return createClient({ ...outputs, auth });
}
