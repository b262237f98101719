import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Local } from '../../index.ts';
import {
  connectRealtime,
  encodeHeaderProtocol,
  startMessage,
} from '../../testing/realtime-client.ts';
import type { RealtimeClient } from '../../testing/realtime-client.ts';

/** What a test does with the storing app, and what it then finds there. */
export interface StoringSystem {
  write(id: string, text: string): Promise<void>;
  read(id: string): Promise<string | null>;
  /** Tells subscribers of `said`. */
  say(text: string): Promise<void>;
  /** Adds a person, who gets a mail. */
  addPerson(email: string): Promise<void>;
  people(): Promise<readonly string[]>;
  /** Resolves with an access token. */
  signIn(email: string): Promise<string>;
  /** Whether Cognito takes an access token. */
  isTaken(token: string): Promise<boolean>;
  mailedTo(): Promise<readonly string[]>;
  putFile(key: string, text: string): Promise<void>;
  file(key: string): Promise<string | null>;
  deadLetters(): Promise<number>;
  close(): void;
}

const PASSWORD = 'Secret-1-of-tests!';

/** Calls an engine that runs the storing app. */
export function storingSystem(local: Pick<Local, 'url' | 'outputs'>): StoringSystem {
  const { url, outputs } = local;
  const config = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const cognito = new CognitoIdentityProviderClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const { PeopleId: UserPoolId = '', PeopleClientId: ClientId = '' } =
    outputs.stacks['Small'] ?? {};
  const graphql = async (query: string): Promise<Record<string, string | null>> => {
    const answer = await fetch(outputs.graphqlUrl, {
      method: 'POST',
      headers: { 'x-api-key': outputs.apiKey },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await answer.json()) as {
      data: Record<string, string | null>;
      errors?: unknown;
    };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    async write(id, text) {
      await graphql(`mutation { write(id: "${id}", text: "${text}") }`);
    },
    async say(text) {
      await graphql(`mutation { say(text: "${text}") }`);
    },
    read: async (id) => (await graphql(`{ read(id: "${id}") }`))['read'] ?? null,
    async addPerson(email) {
      await cognito.send(
        new AdminCreateUserCommand({
          UserPoolId,
          Username: email,
          UserAttributes: [
            { Name: 'email', Value: email },
            { Name: 'email_verified', Value: 'true' },
          ],
        }),
      );
      await cognito.send(
        new AdminSetUserPasswordCommand({
          UserPoolId,
          Username: email,
          Password: PASSWORD,
          Permanent: true,
        }),
      );
    },
    async people() {
      const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId }));
      return Users.map(
        ({ Attributes }) => Attributes?.find(({ Name }) => Name === 'email')?.Value ?? '',
      ).sort();
    },
    async signIn(email) {
      const { AuthenticationResult } = await cognito.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: email, PASSWORD },
        }),
      );
      return AuthenticationResult?.AccessToken ?? '';
    },
    isTaken: (AccessToken) =>
      cognito.send(new GetUserCommand({ AccessToken })).then(
        () => true,
        () => false,
      ),
    async mailedTo() {
      const answer = await fetch(`${url}/mailbox`, { headers: { accept: 'application/json' } });
      const { messages } = (await answer.json()) as { messages: readonly { to: string }[] };
      return messages.map(({ to }) => to).sort();
    },
    async putFile(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket: 'files', Key, Body }));
    },
    file: (Key) =>
      s3.send(new GetObjectCommand({ Bucket: 'files', Key })).then(
        async ({ Body }) => (await Body?.transformToString()) ?? null,
        () => null,
      ),
    async deadLetters() {
      const answer = await fetch(`${url}/dead-letters`);
      const { Messages } = (await answer.json()) as { Messages: readonly unknown[] };
      return Messages.length;
    },
    close() {
      cognito.destroy();
      s3.destroy();
    },
  };
}

/** What an address of the engine answered. */
export interface Answer {
  readonly status: number;
  /** Null without one. */
  readonly body: unknown;
}

/** Sends a request; a body that is no text is sent as JSON. */
export async function askAt(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

/** Opens a connection that hears what is said. */
export async function subscribeToSaid({
  graphqlUrl,
  realtimeUrl,
  apiKey,
}: Local['outputs']): Promise<RealtimeClient> {
  const authorization = { host: new URL(graphqlUrl).host, 'x-api-key': apiKey };
  const client = await connectRealtime(realtimeUrl, {
    protocols: ['graphql-ws', encodeHeaderProtocol(authorization)],
  });
  client.send({ type: 'connection_init' });
  await client.next();
  client.send(startMessage('1', 'subscription { said }', { authorization }));
  const { type } = await client.next();
  if (type !== 'start_ack') throw new Error(`Not subscribed: ${String(type)}`);
  return client;
}
