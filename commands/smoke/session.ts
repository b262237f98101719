import { randomUUID } from 'node:crypto';
import {
  AdminDeleteUserCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  cognitoAuth,
  createClient,
  DeleteUserDocument,
  GraphqlRequestError,
  machineAuth,
  PurgeUserDocument,
  type Client,
  type CognitoAuth,
} from 'user-manager-client';
import { unknownPassword } from '../../functions/lib/inviting.ts';
import { cognitoOf, machineSecret, type Place } from './place.ts';

/** Who does the journey: a machine, and the person it makes. */
export interface Session extends AsyncDisposable {
  readonly place: Place;
  readonly cognito: CognitoIdentityProviderClient;
  readonly machine: Client;
  readonly auth: CognitoAuth;
  readonly person: Client;
  /** Of the person; mail to it goes nowhere. */
  readonly email: string;
  readonly password: string;
  /** Of the person, once made. */
  id: string;
}

/** Amazon SES takes mail to its simulator and delivers it to nobody. https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const addressOf = (run: string): string => `success+smoke-${run}@simulator.amazonses.com`;

/** What it makes goes when it is disposed of, also after a failure. */
export async function openSession(place: Place): Promise<Session> {
  const cognito = cognitoOf(place);
  const { userPoolId, clientId, tokenUrl, machineClientId, region, cognitoEndpoint } = place;
  const clientSecret = await machineSecret(cognito, place);
  const machine = createClient({
    ...place,
    auth: machineAuth({ tokenUrl, clientId: machineClientId, clientSecret }),
  });
  const endpoint = cognitoEndpoint === undefined ? {} : { endpoint: cognitoEndpoint };
  const auth = cognitoAuth({ ...endpoint, region, userPoolId, clientId });
  const person = createClient({ ...place, auth });
  const session: Session = {
    place,
    cognito,
    machine,
    auth,
    person,
    email: addressOf(randomUUID()),
    password: unknownPassword(),
    id: '',
    async [Symbol.asyncDispose]() {
      try {
        await removePerson(session);
      } finally {
        for (const client of [machine, person]) client.close();
        cognito.destroy();
      }
    },
  };
  return session;
}

async function removePerson({ machine, cognito, place, id, email }: Session): Promise<void> {
  if (id !== '') {
    await machine.mutate(DeleteUserDocument, { id }).catch(ignoreGone);
    await machine.mutate(PurgeUserDocument, { id }).catch(ignoreGone);
  }
  const user = { UserPoolId: place.userPoolId, Username: email };
  await cognito.send(new AdminDeleteUserCommand(user)).catch((error: unknown) => {
    if (!(error instanceof UserNotFoundException)) throw error;
  });
}

function ignoreGone(error: unknown): void {
  const isGone = error instanceof GraphqlRequestError && GONE.includes(error.errorType ?? '');
  if (!isGone) throw error;
}

const GONE = ['NotFound', 'InvalidState'];
