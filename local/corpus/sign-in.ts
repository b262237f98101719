import {
  AdminConfirmSignUpCommand,
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  GroupExistsException,
  SignUpCommand,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPoolDescription } from '../studio/describe/user-pools.ts';
import type { IssuedTokens } from '../studio/routes/issue-tokens.ts';

/** Where somebody signs in. */
export interface SigningIn {
  /** The engine's. */
  readonly url: string;
  readonly pools: readonly UserPoolDescription[];
  readonly groups: readonly string[];
}

const PASSWORD = 'Correct-horse-9';
const EMAIL = 'ada@example.com';

/** Her address, save where that is an alias of a name: Cognito then wants a name that is none. */
async function usernameIn(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<string> {
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  return UserPool?.AliasAttributes?.includes('email') === true ? 'ada' : EMAIL;
}

async function createPerson(
  cognito: CognitoIdentityProviderClient,
  { UserPoolId, Username }: { readonly UserPoolId: string; readonly Username: string },
  attributes: readonly AttributeType[],
): Promise<void> {
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      UserAttributes: [...attributes, { Name: 'email_verified', Value: 'true' }],
      MessageAction: 'SUPPRESS',
    }),
  );
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId,
      Username,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
}

/** Makes a group as a README has somebody do by hand, unless the template makes it. */
async function createGroup(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  GroupName: string,
): Promise<void> {
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName })).catch((error: unknown) => {
    if (!(error instanceof GroupExistsException)) throw error;
  });
}

/** Signs a person up, or has an administrator make one where the pool allows no sign-up; gives a token of hers. */
export async function signIn(
  userPoolId: string,
  { url, pools, groups }: SigningIn,
): Promise<string> {
  const pool = pools.find(({ id }) => id === userPoolId);
  const clientId = pool?.clients.find(({ hasSecret }) => !hasSecret)?.id;
  const cognito = new CognitoIdentityProviderClient({ endpoint: url, region: 'us-east-1' });
  const attributes = [
    { Name: 'email', Value: EMAIL },
    { Name: 'name', Value: 'Ada' },
  ];
  let Username = '';
  try {
    Username = await usernameIn(cognito, userPoolId);
    const person = { UserPoolId: userPoolId, Username };
    await cognito
      .send(
        new SignUpCommand({
          ClientId: clientId,
          Username,
          Password: PASSWORD,
          UserAttributes: attributes,
        }),
      )
      .then(() => cognito.send(new AdminConfirmSignUpCommand(person)))
      .catch(() => createPerson(cognito, person, attributes));
    for (const GroupName of groups) {
      await createGroup(cognito, userPoolId, GroupName);
      await cognito.send(new AdminAddUserToGroupCommand({ ...person, GroupName }));
    }
  } finally {
    cognito.destroy();
  }
  const path = `/_local/user-pools/${encodeURIComponent(userPoolId)}/users/${encodeURIComponent(Username)}/tokens`;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(clientId === undefined ? {} : { clientId }),
  });
  const tokens = (await response.json()) as IssuedTokens & { readonly error?: unknown };
  if (!response.ok) throw new Error(`No tokens: ${JSON.stringify(tokens.error)}`);
  return tokens.idToken;
}
