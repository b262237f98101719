import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Client, CreateUserInput, User } from 'user-manager-client';
import {
  cognitoAuth,
  createClient,
  CreateUserDocument,
  GetUserByEmailDocument,
  GraphqlRequestError,
  machineAuth,
  SuspendUserDocument,
} from 'user-manager-client';
import { insist } from './insist.ts';
import type { Person } from './people.ts';
import { OTHERS_PASSWORD, PEOPLE } from './people.ts';
import type { SignIn } from './sign-ins.ts';
import { SIGN_INS } from './sign-ins.ts';

/** Where the local system is: the part of `.local/outputs.json` that the seed needs. */
export interface SeedOutputs {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly cognitoEndpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly machineClientId: string;
  readonly machineClientSecret: string;
  readonly region: string;
}

/** What the engine hands the seed: where the system is, and where to tell of it. */
export interface SeedContext {
  readonly outputs: SeedOutputs;
  readonly log: { info(source: string, message: string): void };
}

/** What the steps of the seed work with. */
interface Tools {
  readonly client: Client;
  readonly cognito: CognitoIdentityProviderClient;
  readonly outputs: SeedOutputs;
}

type Seeded = Person & { readonly password: string };

/** How many people at a time: more only wait for each other on a small machine. */
const CONCURRENCY = 2;

/**
 * Fills the directory of a fresh local system with people, through its own API. What an interrupted
 * run left is taken up again.
 */
export async function seed({ outputs, log }: SeedContext): Promise<{ users: SignIn[] }> {
  const tools = createTools(outputs);
  try {
    const others = PEOPLE.map((person) => ({ ...person, password: OTHERS_PASSWORD }));
    const people = [...SIGN_INS.map(toPerson), ...others];
    await forEachConcurrently(people, CONCURRENCY, (person) =>
      insist(() => seedPerson(tools, person)),
    );
    log.info('seed', `${people.length} users, two of them to sign in as`);
    return { users: [...SIGN_INS] };
  } finally {
    tools.client.close();
    tools.cognito.destroy();
  }
}

function createTools(outputs: SeedOutputs): Tools {
  const auth = machineAuth({
    tokenUrl: `${outputs.cognitoEndpoint}/oauth2/token`,
    clientId: outputs.machineClientId,
    clientSecret: outputs.machineClientSecret,
    scopes: ['users/read', 'users/write'],
  });
  const { graphqlUrl, realtimeUrl } = outputs;
  return {
    client: createClient({ graphqlUrl, realtimeUrl, auth }),
    cognito: new CognitoIdentityProviderClient({
      endpoint: outputs.cognitoEndpoint,
      region: outputs.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
    outputs,
  };
}

const toPerson = ({ email, password, role }: SignIn): Seeded => ({
  email,
  password,
  firstName: role === 'ADMIN' ? 'Ada' : 'Max',
  lastName: role === 'ADMIN' ? 'Admin' : 'Member',
  phone: null,
  role,
  status: 'ACTIVE',
  attributes: { team: 'Local', city: 'Localhost' },
});

/** Every step looks at what is there already, so that it may run again. */
async function seedPerson(tools: Tools, person: Seeded): Promise<void> {
  const user = await createPerson(tools.client, person);
  if (person.status === 'INVITED') return;
  if (user.status === 'INVITED') await signInFirstTime(tools, person);
  if (person.status === 'SUSPENDED' && user.status !== 'SUSPENDED') {
    await tools.client.mutate(SuspendUserDocument, { id: user.id });
  }
}

async function createPerson(client: Client, person: Seeded): Promise<User> {
  const { email, firstName, lastName, phone, role } = person;
  const input: CreateUserInput = {
    email,
    firstName,
    lastName,
    phone,
    role,
    attributes: person.attributes,
    clientRequestToken: `seed-${email}`,
  };
  try {
    return found((await client.mutate(CreateUserDocument, { input })).createUser, email);
  } catch (error) {
    // A run longer ago than tokens are remembered.
    if (!(error instanceof GraphqlRequestError) || error.errorType !== 'EmailTaken') throw error;
    return found((await client.query(GetUserByEmailDocument, { email })).getUserByEmail, email);
  }
}

function found<T>(user: T | null | undefined, email: string): T {
  if (user) return user;
  throw new Error(`The API answered no user for ${email}`);
}

/** The first sign-in makes an invited user active. */
async function signInFirstTime(tools: Tools, { email, password }: Seeded): Promise<void> {
  const { userPoolId, clientId, cognitoEndpoint: endpoint } = tools.outputs;
  await tools.cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: userPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
  const auth = cognitoAuth({ endpoint, userPoolId, clientId });
  const { status } = await auth.signIn(email, password);
  if (status !== 'signedIn') throw new Error(`${email} could not sign in: ${status}`);
  await auth.signOut();
}

/** Runs the work on all items, a few at a time; the first failure ends it. */
async function forEachConcurrently<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    // All workers take from the same iterator.
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
