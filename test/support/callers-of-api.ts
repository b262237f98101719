import {
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { CreateUserDocument, SuspendUserDocument } from '../../generated/client-operations.ts';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { UserRole } from '../../generated/schema-types.ts';
import { callerWith } from './graphql.ts';
import { freshEmail, subOf } from './running-system.ts';
import { cognitoClient, machineToken, signIn } from './sign-in.ts';

/** Headers that say who sends a body to the API. */
export type Authorization = (body: string) => Promise<Record<string, string>>;

export const byToken =
  (token: string): Authorization =>
  () =>
    Promise.resolve({ authorization: token });

export const byNobody: Authorization = () => Promise.resolve({});

/** A role of the account that may do everything IAM can open. */
export function byRole({ graphqlUrl, region }: LocalOutputs, now: () => number): Authorization {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const signer = new SignatureV4({ service: 'appsync', region, credentials, sha256: Sha256 });
  const { host, hostname, port, pathname, protocol } = new URL(graphqlUrl);
  return async (body) => {
    const { headers } = await signer.sign(
      {
        method: 'POST',
        protocol,
        hostname,
        port: Number(port),
        path: pathname,
        query: {},
        body,
        headers: { host, 'content-type': 'application/json' },
      },
      { signingDate: new Date(now()) },
    );
    return headers;
  };
}

const PASSWORD = 'Somebody-local-1!';

/** A person with a record who has signed in. */
export async function signedInPerson(outputs: LocalOutputs, role: UserRole) {
  const machine = callerWith(outputs.graphqlUrl, await machineToken(outputs, 'users/write'));
  const email = freshEmail(role.toLowerCase());
  const input = { email, firstName: 'Some', lastName: 'Body', role };
  await machine.data(CreateUserDocument, { input });
  const cognito = cognitoClient(outputs);
  const of = { UserPoolId: outputs.userPoolId, Username: email };
  await cognito.send(
    new AdminSetUserPasswordCommand({ ...of, Password: PASSWORD, Permanent: true }),
  );
  const { AccessToken: token, RefreshToken: refreshToken } = await signIn(outputs, email, PASSWORD);
  return {
    id: subOf(token),
    email,
    password: PASSWORD,
    token,
    refreshToken,
    /** A token that starts to live now. */
    async freshToken(): Promise<string> {
      const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({
          ClientId: outputs.clientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: refreshToken },
        }),
      );
      return AuthenticationResult?.AccessToken ?? '';
    },
  };
}

/** Suspends a person, whose tokens live on. */
export async function suspend(outputs: LocalOutputs, id: string): Promise<void> {
  const machine = callerWith(outputs.graphqlUrl, await machineToken(outputs, 'users/write'));
  await machine.data(SuspendUserDocument, { id });
}
