import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  cognitoAuth,
  createClient,
  machineAuth,
  type Auth,
  type Client,
} from 'user-manager-client';
import type { LocalOutputs } from 'appsync-on-a-laptop';

const PASSWORD = 'Bench-local-1!';

/** Authorizes as the machine client of an app. */
export const machineAuthOf = (outputs: LocalOutputs, scopes: readonly string[] = []): Auth =>
  machineAuth({
    tokenUrl: `${outputs.cognitoEndpoint}/oauth2/token`,
    clientId: outputs.machineClientId,
    clientSecret: outputs.machineClientSecret,
    scopes,
  });

/** A client of this project's app as a machine that may read and write all users. */
export function createMachineClient(outputs: LocalOutputs): Client {
  return createClient({ ...outputs, auth: machineAuthOf(outputs) });
}

/** An invited person who is signed in. */
export interface SignedIn {
  readonly client: Client;
  /** Signs in once more. */
  signIn(): Promise<unknown>;
}

/** Gives an invited person a password, and tells it. */
export async function setPassword(outputs: LocalOutputs, email: string): Promise<string> {
  const { cognitoEndpoint: endpoint, region, userPoolId } = outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: userPoolId,
      Username: email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  cognito.destroy();
  return PASSWORD;
}

/** Gives an invited person a password and signs in with it. */
export async function signInPerson(outputs: LocalOutputs, email: string): Promise<SignedIn> {
  const password = await setPassword(outputs, email);
  const { cognitoEndpoint: endpoint, region, userPoolId, clientId } = outputs;
  const auth = cognitoAuth({ endpoint, region, userPoolId, clientId });
  const signIn = (): Promise<unknown> => auth.signIn(email, password);
  await signIn();
  return { client: createClient({ ...outputs, auth }), signIn };
}
