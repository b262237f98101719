import { randomUUID } from 'node:crypto';
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { Actor } from '../../model/actors.ts';
import type { InvitedBy } from '../../model/invitation-mails.ts';
import type { Key } from '../../model/keys.ts';
import { HISTORY_PREFIX, lockKey, profileKey, userPartition } from '../../model/keys.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import { toHistoryItem } from '../../functions/lib/history-items.ts';
import { createIdentity } from '../../functions/lib/identity.ts';
import { createLetters } from '../../functions/lib/letters.ts';
import type { Log } from '../../functions/lib/logger.ts';
import type { MetricName } from '../../model/metrics.ts';
import { createMailer } from '../../functions/lib/mailer.ts';
import { callPool } from '../../functions/lib/pool-calls.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import type { MailServices } from '../../functions/lib/mail-services.ts';
import type { Services } from '../../functions/lib/services.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { createSignedCall } from '../../functions/lib/signed-call.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { readAttributes } from '../../model/stored-attributes.ts';
import {
  client,
  CLIENT_ID,
  startCognito,
  userPool,
} from 'appsync-on-a-laptop/testing/start-cognito';
import { startDynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { startFaultProxy } from './fault-proxy.ts';
import { startSes } from 'appsync-on-a-laptop/testing/start-ses';
import { createUsersTable, readStream } from './users-table.ts';

const LETTERS = {
  link: 'https://people.example/',
  language: 'en',
  mails: {},
  passwordLength: 8,
} as const;

/** With what a pool may have and that of dev has not. */
const poolOf = (by: InvitedBy) =>
  userPool(
    {
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      ...(by === 'code'
        ? { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } }
        : {}),
    },
    [client({ explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_AUTH'] })],
    { sessionTracking: { isOn: true, maxPerUser: 100 } },
  );

export const USER_POOL_ID = 'us-east-1_LocalPool';
export const TABLE = 'Users';
const REGION = 'us-east-1';
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
export const ADMIN: Actor = { id: 'admin-sub', kind: 'user', role: 'ADMIN' };
export const MACHINE: Actor = { id: 'machine', kind: 'client', role: null };

/**
 * A clock that stands until it is moved. Pauses between attempts cost no time; a wait of a second or
 * more is a deadline, and passes when the clock is moved beyond it.
 */
function standingClock(start = Date.parse('2026-11-23T10:00:00.000Z')) {
  let now = start;
  const deadlines: { readonly at: number; readonly pass: () => void }[] = [];
  return {
    now: () => now,
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        if (ms < 1000) setImmediate(resolve);
        else deadlines.push({ at: now + ms, pass: resolve });
      }),
    advance(ms: number) {
      now += ms;
      for (const deadline of deadlines) if (deadline.at <= now) deadline.pass();
    },
  };
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

export type Directory = Awaited<ReturnType<typeof startDirectory>>;

/**
 * The functions' surroundings: a table of the real engine, a user pool and mail, each behind a proxy
 * that can spoil requests.
 */
export async function startDirectory({ by = 'password' }: { readonly by?: InvitedBy } = {}) {
  const resources = new AsyncDisposableStack();
  const dynamodb = resources.use(await startDynoxide());
  const pool = resources.adopt(await startCognito({ pools: [poolOf(by)] }), (fixture) =>
    fixture.stop(),
  );
  const tableProxy = resources.use(await startFaultProxy(dynamodb.endpoint));
  const poolProxy = resources.use(await startFaultProxy(pool.url));
  const ses = resources.use(await startSes());
  const mailProxy = resources.use(await startFaultProxy(ses.url));
  await createUsersTable(dynamodb.client, TABLE);

  const clock = standingClock();
  const documentsOf = (maxAttempts: number) =>
    createDocuments(new DynamoDBClient({ ...config(tableProxy.url), maxAttempts }), clock);
  const documents = documentsOf(1);
  const counted: MetricName[] = [];
  const servicesOf = (table: DynamoDBDocumentClient, attempts: number): Services & MailServices => {
    const call = (service: 'cognito-idp' | 'ses', endpoint: string) =>
      createSignedCall(service, { ...config(endpoint), attempts });
    const mailer = createMailer(call('ses', mailProxy.url), 'directory@example.com', REGION);
    return {
      repository: createRepository({ documents: table, table: TABLE, clock }),
      identity: createIdentity(callPool(call('cognito-idp', poolProxy.url), REGION), USER_POOL_ID, {
        letters: createLetters(mailer, { ...LETTERS, by }),
        isByCode: by === 'code',
      }),
      mailer,
      // Codes are hashed slowly by who runs the functions themselves.
      codeCost: 2,
      clock,
      log: silentLog,
      metrics: { count: (name) => void counted.push(name) },
    };
  };
  const services = servicesOf(documents, 1);
  return {
    /** Each call is made once. */
    services,
    /** Calls are tried again, as functions do. */
    persistent: servicesOf(documentsOf(3), 3),
    clock,
    /** The metrics that were counted, oldest first. */
    counted,
    cognito: userReader(pool.sdk),
    /** How often Cognito was asked for an operation on a user. */
    calls: (operation: string, Username: string) =>
      poolProxy.asked.filter(
        (request) => request.operation === operation && request.input['Username'] === Username,
      ).length,
    /** The temporary passwords and codes that Cognito mailed to an address, oldest first. */
    invitationsTo: async (email: string) =>
      (await pool.mailbox(email)).map(({ code }) => code).toReversed(),
    documents,
    tableProxy,
    poolProxy,
    mailProxy,
    /** What was mailed to an address, oldest first. */
    mailsTo: (email: string) => ses.sent.filter(({ recipients }) => recipients.includes(email)),
    /** All requests go through again. */
    mend() {
      tableProxy.decide = () => 'forward';
      poolProxy.decide = () => 'forward';
      mailProxy.decide = () => 'forward';
    },
    items: itemReader(createDocuments(dynamodb.client)),
    stream: () => readStream(dynamodb.endpoint, TABLE),
    create: (input: Partial<CreateUserInput> = {}, actor = ADMIN) =>
      createUser(services, event('createUser', { input: { ...person(), ...input } }, actor)),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

const config = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: CREDENTIALS,
});

/** A valid input with an address of its own. */
export const person = (): CreateUserInput => ({
  email: `${randomUUID()}@example.com`,
  firstName: 'Ada',
  lastName: 'Lovelace',
});

export const event = <Arguments>(
  field: string,
  args: Arguments,
  actor: Actor = ADMIN,
): FieldEvent<Arguments> => ({ field, arguments: args, actor });

function itemReader(documents: DynamoDBDocumentClient) {
  const get = async (Key: Key) =>
    (await documents.send(new GetCommand({ TableName: TABLE, Key, ConsistentRead: true }))).Item;
  return {
    get,
    /** With the keys and what the indexes read; attributes as the API answers them. */
    async profile(id: string) {
      const item = await get(profileKey(id));
      const attributes = readAttributes(item?.['attributes']);
      return item && ({ ...item, ...(attributes ? { attributes } : {}) } as unknown as UserRecord);
    },
    lock: async (email: string) => (await get(lockKey(email)))?.['id'] as unknown,
    async history(id: string) {
      const { Items } = await documents.send(
        new QueryCommand({
          TableName: TABLE,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': userPartition(id), ':sk': HISTORY_PREFIX },
        }),
      );
      return (Items ?? []).map((item) => ({ ...item, ...toHistoryItem(item) }));
    },
    all: async () => (await documents.send(new ScanCommand({ TableName: TABLE }))).Items ?? [],
  };
}

const CHOSEN = 'Chosen-by-me-1!';

function userReader(client: CognitoIdentityProviderClient) {
  const of = (Username: string) => ({ UserPoolId: USER_POOL_ID, Username });
  return {
    /** What Cognito knows of a user, by id or e-mail address; undefined when there is none. */
    async find(name: string) {
      const user = await client.send(new AdminGetUserCommand(of(name))).catch((error: unknown) => {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      });
      if (!user) return undefined;
      const { Groups } = await client.send(new AdminListGroupsForUserCommand(of(name)));
      return {
        enabled: user.Enabled,
        status: user.UserStatus,
        groups: Groups?.map((group) => group.GroupName),
        attributes: Object.fromEntries(
          (user.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
        ) as Record<string, string | undefined>,
      };
    },
    /** What Cognito answers to a password: the challenge, or the name of the error. */
    async tryPassword(USERNAME: string, PASSWORD: string) {
      const AuthParameters = { USERNAME, PASSWORD };
      const initiate = new InitiateAuthCommand({
        ClientId: CLIENT_ID,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters,
      });
      return client.send(initiate).then(
        ({ ChallengeName }) => ChallengeName ?? 'tokens',
        (error: unknown) => (error as Error).name,
      );
    },
    /** Asks for a code by mail to sign in by: the challenge, and what answers it. */
    async startCode(USERNAME: string) {
      const { ChallengeName, Session } = await client.send(
        new InitiateAuthCommand({
          ClientId: CLIENT_ID,
          AuthFlow: 'USER_AUTH',
          AuthParameters: { USERNAME, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
        }),
      );
      return {
        asked: ChallengeName,
        answer: (EMAIL_OTP_CODE: string) =>
          client.send(
            new RespondToAuthChallengeCommand({
              ClientId: CLIENT_ID,
              ChallengeName: 'EMAIL_OTP',
              Session,
              ChallengeResponses: { USERNAME, EMAIL_OTP_CODE },
            }),
          ),
      };
    },
    /** Signs a user in who has no second factor: the access token, as of an app that may change the own user. */
    async signIn(USERNAME: string) {
      await this.confirm(USERNAME);
      const { AuthenticationResult } = await client.send(
        new InitiateAuthCommand({
          ClientId: CLIENT_ID,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME, PASSWORD: CHOSEN },
        }),
      );
      return {
        AccessToken: AuthenticationResult?.AccessToken ?? '',
        RefreshToken: AuthenticationResult?.RefreshToken ?? '',
      };
    },
    /** Sends a command to Cognito that functions have no right to. */
    send: client.send.bind(client),
    /** As if the user had chosen a password. */
    async confirm(name: string) {
      await client.send(
        new AdminSetUserPasswordCommand({ ...of(name), Password: CHOSEN, Permanent: true }),
      );
    },
  };
}
