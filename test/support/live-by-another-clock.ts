import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { cognitoAuth, createClient, machineAuth } from 'user-manager-client';
import { callPool } from '../../functions/lib/pool-calls.ts';
import { createSignedCall } from '../../functions/lib/signed-call.ts';
import {
  GetUserDocument,
  OnUserUpdatedDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import type { AnotherClock } from './another-clock.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const PASSWORD = 'Chosen-by-me-1!';

/** What was seen by the other clock. */
export interface SeenByAnotherClock {
  /** How often the SDK asked to be understood. */
  readonly attempts: number | undefined;
  /** As our own calls of AWS told. */
  readonly enabled: boolean | undefined;
  /** Why a person is not let in; null for who is. */
  readonly signIn: string | null;
  /** As a subscription told, and `getUser` then. */
  readonly names: readonly (string | undefined)[];
}

/** Everything that clients do. */
export async function live({ outputs, id, email }: AnotherClock): Promise<SeenByAnotherClock> {
  const { cognitoEndpoint: endpoint, region, userPoolId: UserPoolId, clientId } = outputs;
  const settings = { endpoint, region, credentials: CREDENTIALS };
  const cognito = new CognitoIdentityProviderClient(settings);
  const user = { UserPoolId, Username: email };
  const { $metadata } = await cognito.send(
    new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }),
  );
  cognito.destroy();
  const pool = callPool(createSignedCall('cognito-idp', settings), region);
  const { Enabled } = await pool('AdminGetUser', user);

  const auth = cognitoAuth({ endpoint, region, userPoolId: UserPoolId, clientId });
  const signIn = await auth.signIn(email, PASSWORD).then(
    () => null,
    (error: unknown) => (error as { readonly type: string }).type,
  );
  const program = createClient({
    ...outputs,
    auth: machineAuth({
      tokenUrl: `${endpoint}/oauth2/token`,
      clientId: outputs.machineClientId,
      clientSecret: outputs.machineClientSecret,
    }),
  });
  const changes = program.subscribe(OnUserUpdatedDocument, { id });
  await changes.ready;
  await program.mutate(UpdateUserDocument, { input: { id, firstName: 'Augusta' } });
  const heard: string[] = [];
  for await (const { onUserUpdated } of changes) {
    const name = onUserUpdated?.user.firstName;
    if (name !== undefined) heard.push(name);
    if (name === 'Augusta') break;
  }
  const { getUser } = await program.query(GetUserDocument, { id });
  program.close();
  const names = [heard.at(-1), getUser?.firstName];
  return { attempts: $metadata.attempts, enabled: Enabled, signIn, names };
}
