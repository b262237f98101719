import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateUserDocument,
  DeleteUserDocument,
  GetUserDocument,
  GraphqlRequestError,
  ListUsersDocument,
  MeDocument,
  OnUserUpdatedDocument,
  PurgeUserDocument,
  ReactivateUserDocument,
  SuspendUserDocument,
  UpdateMeDocument,
  UserHistoryDocument,
} from 'user-manager-client';
import type { Session } from './session.ts';

/** One thing that has to work. */
export interface Step {
  readonly name: string;
  /** @throws whatever says why it does not */
  run(session: Session): Promise<void>;
}

const PHONE = '+12065550100';

/** In their order: each goes on where the one before ended. */
export const STEPS: readonly Step[] = [
  {
    name: 'a machine client gets a token and lists people',
    run: async ({ machine }) => void (await machine.query(ListUsersDocument, { limit: 1 })),
  },
  {
    name: 'createUser invites a person',
    async run(session) {
      const input = { email: session.email, firstName: 'Smoke', lastName: 'Test' };
      const { createUser } = await session.machine.mutate(CreateUserDocument, { input });
      session.id = createUser?.id ?? '';
      expectSame(createUser?.status, 'INVITED', 'status');
    },
  },
  {
    name: 'the person signs in and is active',
    async run({ cognito, place, auth, person, email, password }) {
      const user = { UserPoolId: place.userPoolId, Username: email };
      const choose = { ...user, Password: password, Permanent: true };
      await cognito.send(new AdminSetUserPasswordCommand(choose));
      await auth.signIn(email, password);
      await until('me says ACTIVE', async () => {
        const { me } = await person.query(MeDocument, {});
        return me?.status === 'ACTIVE';
      });
    },
  },
  { name: 'updateMe is heard by a subscriber', run: hearChange },
  {
    name: 'a member may not list people',
    run: ({ person }) => expectRefusal(person.query(ListUsersDocument, { limit: 1 })),
  },
  {
    name: 'suspendUser shuts the person out at once, and their sign-in',
    async run({ machine, person, auth, email, password, id }) {
      await machine.mutate(SuspendUserDocument, { id });
      await expectRefusal(person.query(GetUserDocument, { id }));
      await until('Cognito refuses the sign-in', async () =>
        auth.signIn(email, password).then(
          () => false,
          () => true,
        ),
      );
    },
  },
  {
    name: 'reactivateUser lets them in again',
    async run({ machine, auth, person, email, password, id }) {
      await machine.mutate(ReactivateUserDocument, { id });
      await until('Cognito takes the sign-in', async () =>
        auth.signIn(email, password).then(
          () => true,
          () => false,
        ),
      );
      expectSame((await person.query(MeDocument, {})).me?.phone, PHONE, 'phone');
    },
  },
  {
    name: 'the history tells of each change',
    run: ({ machine, id }) =>
      until('5 entries', async () => {
        const { getUser } = await machine.query(UserHistoryDocument, { id });
        // Created, made active, phone, suspended, reactivated.
        return getUser?.history?.items.length === 5;
      }),
  },
  {
    name: 'deleteUser removes the person, also from Cognito; purgeUser the rest',
    async run({ machine, cognito, place, email, id }) {
      await machine.mutate(DeleteUserDocument, { id });
      const command = new AdminGetUserCommand({ UserPoolId: place.userPoolId, Username: email });
      await until('Cognito has forgotten the person', async () =>
        cognito.send(command).then(
          () => false,
          (error: unknown) => error instanceof UserNotFoundException,
        ),
      );
      await machine.mutate(PurgeUserDocument, { id });
    },
  },
];

async function hearChange({ person, id }: Session): Promise<void> {
  const end = AbortSignal.timeout(PATIENCE_MS);
  const changes = person.subscribe(OnUserUpdatedDocument, { id }, { signal: end });
  await changes.ready;
  await person.mutate(UpdateMeDocument, { input: { phone: PHONE } });
  for await (const { onUserUpdated } of changes) {
    if (onUserUpdated?.user.phone === PHONE) return;
  }
  throw new Error(`nothing was heard within ${PATIENCE_MS / 1000} seconds`);
}

const PATIENCE_MS = 60_000; // what follows the stream, with cold starts
const BETWEEN_MS = 250;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MS / 1000} seconds: ${what}`);
    await pause(BETWEEN_MS);
  }
}

async function expectRefusal(asked: Promise<unknown>): Promise<void> {
  const answer = await asked.catch((error: unknown) => error);
  const type = answer instanceof GraphqlRequestError ? answer.errorType : 'an answer';
  expectSame(type, 'Unauthorized', 'error');
}

function expectSame(found: unknown, wanted: string, what: string): void {
  if (found !== wanted) throw new Error(`${what} is ${String(found)} and not ${wanted}`);
}
