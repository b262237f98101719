import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { systemClock } from 'appsync-on-a-laptop/clock';
import type { Authorization } from '../support/callers-of-api.ts';
import { byNobody, byRole, byToken, signedInPerson, suspend } from '../support/callers-of-api.ts';
import { postRaw } from '../support/graphql.ts';
import {
  connectRealtime,
  encodeHeaderProtocol,
  type RealtimeClient,
} from 'appsync-on-a-laptop/testing/realtime-client';
import { freshEmail } from '../support/running-system.ts';
import { machineToken } from '../support/sign-in.ts';
import { devAssembly } from '../support/synthesize.ts';
import { OPERATIONS, type Operation } from './operations.ts';

/**
 * Who may call what, in the order of CALLERS. `+`: an answer, be it an error of the operation itself;
 * `-`: Unauthorized. MEMBER and the rest but the first ask about somebody else where there is a choice.
 */
const CALLERS = [
  'MEMBER own',
  'MEMBER other',
  'ADMIN',
  'machine read',
  'machine write',
  'IAM role',
  'suspended ADMIN',
  'no token',
  'expired',
] as const;
type CallerName = (typeof CALLERS)[number];

const READ = '+-++-----' as const;
const READ_ALL = '--++-----';
const WRITE = '--+-+----';
const PERSON = '+++------';
/** Without an id everybody may listen: a MEMBER to the own record. */
const LISTEN = '++++-----';

const MATRIX: Readonly<Record<keyof typeof OPERATIONS, string>> = {
  me: PERSON,
  getUser: READ,
  getUserByEmail: READ,
  'getUserByEmail of nobody': READ_ALL,
  listUsers: READ_ALL,
  userStats: READ_ALL,
  userActivity: READ_ALL,
  changeBacklog: READ_ALL,
  createUser: WRITE,
  updateUser: WRITE,
  updateMe: PERSON,
  confirmEmailChange: PERSON,
  requestEmailChange: PERSON,
  suspendUser: WRITE,
  reactivateUser: WRITE,
  // Of somebody else; the own sessions: test/api/sign-out-everywhere.test.ts.
  signOutEverywhere: WRITE,
  // Of somebody else; the own ones: test/api/user-sessions.test.ts.
  revokeSession: WRITE,
  resetFactors: WRITE,
  resendInvitation: WRITE,
  revokeInvitation: WRITE,
  deleteUser: WRITE,
  exportUser: READ,
  purgeUser: WRITE,
  publishUserChange: '-----+---',
  onUserChange: LISTEN,
  'onUserChange of one': READ,
  onUserCreated: LISTEN,
  onUserUpdated: LISTEN,
  'onUserUpdated of one': READ,
  onUserDeleted: LISTEN,
  'onUserDeleted of one': READ,
};

/** Longer than a token lives. */
const LATER = 2 * 3_600_000;

const { folder: assemblyFolder } = devAssembly();

let dataFolder = '';
let local: Local;
let connection: RealtimeClient;
let ahead = 0;
const callers = new Map<CallerName, Authorization>();
const people = { own: { id: '', email: '' }, other: { id: '', email: '' } };

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  const clock = { ...systemClock, now: () => systemClock.now() + ahead };
  local = await startLocal({ assemblyFolder, dataFolder, port: 0, clock });
  const { outputs } = local;
  const own = await signedInPerson(outputs, 'MEMBER');
  const admin = await signedInPerson(outputs, 'ADMIN');
  const suspended = await signedInPerson(outputs, 'ADMIN');
  people.own = own;
  people.other = await signedInPerson(outputs, 'MEMBER');
  ahead = LATER;
  const adminToken = await admin.freshToken();
  const ownToken = await own.freshToken();
  const all: Record<CallerName, Authorization> = {
    'MEMBER own': byToken(ownToken),
    'MEMBER other': byToken(ownToken),
    ADMIN: byToken(adminToken),
    'machine read': byToken(await machineToken(outputs, 'users/read')),
    'machine write': byToken(await machineToken(outputs, 'users/write')),
    'IAM role': byRole(outputs, clock.now),
    'suspended ADMIN': byToken(await suspended.freshToken()),
    'no token': byNobody,
    expired: byToken(admin.token),
  };
  await suspend(outputs, suspended.id);
  for (const name of CALLERS) callers.set(name, all[name]);
  const { host } = new URL(outputs.graphqlUrl);
  const protocol = encodeHeaderProtocol({ host, authorization: adminToken });
  connection = await connectRealtime(outputs.realtimeUrl, { protocols: ['graphql-ws', protocol] });
  connection.send({ type: 'connection_init' });
  await connection.next();
});

afterAll(async () => {
  await connection.close();
  await local.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

type Outcome = 'allowed' | 'denied';

/** How an allowed call may miss its target. */
const MISSES = ['NotFound', 'VersionConflict', 'CodeExpired'];

const DENIED = ['Unauthorized', 'UnauthorizedException'];

const bodyFor = ({ query, variables }: Operation, caller: CallerName) => {
  const target = caller === 'MEMBER own' ? people.own : people.other;
  return JSON.stringify({
    query,
    variables: variables?.({ ...target, freshEmail: freshEmail() }) ?? {},
  });
};

async function request(operation: Operation, caller: CallerName): Promise<Outcome> {
  const body = bodyFor(operation, caller);
  const headers = await callers.get(caller)!(body);
  const answer = await postRaw(local.outputs.graphqlUrl, body, headers);
  const types = (answer.body.errors ?? []).map(({ errorType }) => errorType ?? '');
  if (types.some((type) => DENIED.includes(type))) {
    expect(types).toHaveLength(1);
    expect(Object.values(answer.body.data ?? {}).filter((value) => value !== null)).toEqual([]);
    return 'denied';
  }
  expect(answer.status).toBe(200);
  // Never its data source.
  const others = types.filter((type) => !MISSES.includes(type));
  expect(others).toEqual([]);
  return 'allowed';
}

/** The connection is an administrator's; each subscription has an authorization of its own. */
async function subscribe(operation: Operation, caller: CallerName): Promise<Outcome> {
  const id = crypto.randomUUID();
  const data = bodyFor(operation, caller);
  const { host } = new URL(local.outputs.graphqlUrl);
  const authorization = { host, ...(await callers.get(caller)!(data)) };
  connection.send({ id, type: 'start', payload: { data, extensions: { authorization } } });
  for (;;) {
    const frame = await connection.next();
    if (frame['id'] !== id) continue;
    if (frame['type'] === 'start_ack') return 'allowed';
    const { errors } = frame['payload'] as { errors: { errorType: string }[] };
    expect(DENIED).toContain(errors[0]?.errorType);
    return 'denied';
  }
}

const rows = Object.entries(OPERATIONS) as [keyof typeof OPERATIONS, Operation][];

describe.each(rows)('%s', (name, operation) => {
  test.each(CALLERS.map((caller, index) => [caller, MATRIX[name][index]] as const))(
    `${name}: %s %s`,
    async (caller, mark) => {
      const run = operation.query.startsWith('subscription') ? subscribe : request;
      expect(await run(operation, caller)).toBe(mark === '+' ? 'allowed' : 'denied');
    },
  );
});

test('matrix: names every operation of the schema and says something of each caller', async () => {
  const fields = (root: string) => `${root} { fields { name } }`;
  const query = `{ __schema { ${['queryType', 'mutationType', 'subscriptionType'].map(fields).join(' ')} } }`;
  const body = JSON.stringify({ query });
  const answer = await postRaw(local.outputs.graphqlUrl, body, await callers.get('ADMIN')!(body));
  const { __schema: roots } = answer.body.data as {
    __schema: Record<string, { fields: { name: string }[] }>;
  };
  const names = Object.values(roots).flatMap((root) => root.fields.map((field) => field.name));
  const tested = new Set(rows.map(([name]) => name.split(' ')[0]));
  expect([...tested].sort()).toEqual(names.sort());
  for (const marks of Object.values(MATRIX)) expect(marks).toMatch(/^[+-]{9}$/);
});
