import {
  ConfirmEmailChangeDocument,
  CreateUserDocument,
  DeleteUserDocument,
  GetUserByEmailDocument,
  GetUserDocument,
  ListUsersDocument,
  MeDocument,
  ReactivateUserDocument,
  RequestEmailChangeDocument,
  ResendInvitationDocument,
  RevokeInvitationDocument,
  SignOutEverywhereDocument,
  SuspendUserDocument,
  UpdateMeDocument,
  UpdateUserDocument,
  UserAccessDocument,
  UserHistoryDocument,
  type Client,
} from 'user-manager-client';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { MeasuredOperation } from '../../commands/cost/operation-units.ts';
import { createMachineClient, signInPerson } from '../project-clients.ts';

/** What the operations are done with. */
export interface Directory {
  /** As a machine that may read and write all users. */
  readonly machine: Client;
  /** As the person. */
  readonly person: Client;
  /** Signs the person in once more. */
  signIn(): Promise<unknown>;
  /** The user that is worked on. */
  readonly id: string;
  /** One who has not signed in. */
  readonly invited: string;
  /** Where mails come out. */
  readonly mailbox: URL;
  close(): void;
}

/** One operation of the API, in the order they are done. */
export interface Operation {
  /** What commands/cost/ knows it by; those alone are in the bill. */
  readonly key?: MeasuredOperation;
  readonly name: string;
  /** Whether it changes a user's record, so that the readers of the stream run. */
  readonly isChange?: true;
  run(directory: Directory): Promise<unknown>;
}

const PAGE = 20;
const PERSON = 'person@example.com';
const WANTED = 'wanted@example.com';

const WITHOUT_SIGN_INS =
  'query ($limit: Int) { listUsers(limit: $limit) { items { id email status } nextToken } }';

export const OPERATIONS: readonly Operation[] = [
  {
    key: 'signIn',
    name: 'a later sign-in (Cognito, then `record-sign-in`)',
    run: ({ signIn }) => signIn(),
  },
  { key: 'me', name: '`me`', run: ({ person }) => person.query(MeDocument, {}) },
  {
    key: 'getUser',
    name: '`getUser`',
    run: ({ machine, id }) => machine.query(GetUserDocument, { id }),
  },
  {
    name: '`getUserByEmail`',
    run: ({ machine }) => machine.query(GetUserByEmailDocument, { email: PERSON }),
  },
  {
    key: 'listUsers',
    name: `\`listUsers\`, a page of ${PAGE}`,
    run: ({ machine }) => machine.query(ListUsersDocument, { limit: PAGE }),
  },
  {
    name: `\`listUsers\` without \`lastSignInAt\`, a page of ${PAGE}`,
    run: ({ machine }) => machine.query(WITHOUT_SIGN_INS, { limit: PAGE }),
  },
  {
    name: `\`listUsers(filter: {status})\`, a page of ${PAGE}`,
    run: ({ machine }) =>
      machine.query(ListUsersDocument, { limit: PAGE, filter: { status: 'ACTIVE' } }),
  },
  {
    name: '`getUser { history }`, of a few changes',
    run: ({ machine, id }) => machine.query(UserHistoryDocument, { id }),
  },
  {
    name: '`getUser { sessions, factors }`',
    run: ({ machine, id }) => machine.query(UserAccessDocument, { id }),
  },
  {
    key: 'createUser',
    name: '`createUser`',
    isChange: true,
    run: ({ machine }) => createUser(machine, 'new@example.com'),
  },
  {
    name: '`createUser` with `clientRequestToken`',
    isChange: true,
    run: ({ machine }) => createUser(machine, 'token@example.com', 'token'),
  },
  {
    name: 'the same `createUser` again',
    run: ({ machine }) => createUser(machine, 'token@example.com', 'token'),
  },
  {
    name: '`resendInvitation`',
    isChange: true,
    run: ({ machine, invited }) => machine.mutate(ResendInvitationDocument, { id: invited }),
  },
  {
    name: '`revokeInvitation`',
    isChange: true,
    run: ({ machine, invited }) => machine.mutate(RevokeInvitationDocument, { id: invited }),
  },
  {
    key: 'updateMe',
    name: '`updateMe` of the phone number',
    isChange: true,
    run: ({ person }) => person.mutate(UpdateMeDocument, { input: { phone: '+14255550123' } }),
  },
  {
    name: '`requestEmailChange`',
    run: ({ person }) => person.mutate(RequestEmailChangeDocument, { email: WANTED }),
  },
  {
    name: '`confirmEmailChange`',
    isChange: true,
    run: async ({ person, mailbox }) =>
      person.mutate(ConfirmEmailChangeDocument, { code: await mailedCode(mailbox) }),
  },
  {
    key: 'updateUser',
    name: '`updateUser` of the name',
    isChange: true,
    run: ({ machine, id }) =>
      machine.mutate(UpdateUserDocument, { input: { id, lastName: 'Renamed' } }),
  },
  {
    name: '`updateUser` of the e-mail address',
    isChange: true,
    run: ({ machine, id }) =>
      machine.mutate(UpdateUserDocument, { input: { id, email: 'other@example.com' } }),
  },
  {
    name: '`signOutEverywhere`',
    isChange: true,
    run: ({ machine, id }) => machine.mutate(SignOutEverywhereDocument, { id }),
  },
  {
    key: 'suspendUser',
    name: '`suspendUser`',
    isChange: true,
    run: ({ machine, id }) => machine.mutate(SuspendUserDocument, { id }),
  },
  {
    key: 'reactivateUser',
    name: '`reactivateUser`',
    isChange: true,
    run: ({ machine, id }) => machine.mutate(ReactivateUserDocument, { id }),
  },
  {
    key: 'deleteUser',
    name: '`deleteUser`',
    isChange: true,
    run: ({ machine, id }) => machine.mutate(DeleteUserDocument, { id }),
  },
];

/** Does something that changes a user's record, and waits until all that follows is done. */
export type Settle = <Result>(change: () => Promise<Result>) => Promise<Result>;

/** Fills a directory with more than a page of people, who have signed in but for one. */
export async function openDirectory(outputs: LocalOutputs, settle: Settle): Promise<Directory> {
  const machine = createMachineClient(outputs);
  const create = (email: string): Promise<string> => settle(() => createUser(machine, email));
  const id = await create(PERSON);
  const invited = await create('invited@example.com');
  for (let number = 0; number < PAGE; number += 1) {
    const email = `someone-${number}@example.com`;
    await create(email);
    const { client } = await settle(() => signInPerson(outputs, email));
    client.close();
  }
  const { client: person, signIn } = await settle(() => signInPerson(outputs, PERSON));
  const close = (): void => {
    machine.close();
    person.close();
  };
  const mailbox = new URL('/mailbox', outputs.cognitoEndpoint);
  return { machine, person, signIn, id, invited, mailbox, close };
}

async function mailedCode(mailbox: URL): Promise<string> {
  const url = new URL(`?to=${WANTED}`, mailbox);
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  const { messages } = (await answer.json()) as { messages: { body: string }[] };
  const code = /\d{6}/u.exec(messages[0]?.body ?? '')?.[0];
  if (code === undefined) throw new Error('no code was mailed');
  return code;
}

async function createUser(
  machine: Client,
  email: string,
  clientRequestToken?: string,
): Promise<string> {
  const attributes = { team: 'Benchmark', city: 'Localhost' };
  const input = { email, firstName: 'First', lastName: 'Last', attributes, clientRequestToken };
  const { createUser: user } = await machine.mutate(CreateUserDocument, { input });
  if (!user) throw new Error(`createUser answered nothing for ${email}`);
  return user.id;
}
