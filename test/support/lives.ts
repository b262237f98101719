import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import {
  ChangeBacklogDocument,
  ConfirmEmailChangeDocument,
  CreateUserDocument,
  DeleteUserDocument,
  ExportUserDocument,
  ListUsersDocument,
  MyAccessDocument,
  PurgeUserDocument,
  ReactivateUserDocument,
  RequestEmailChangeDocument,
  ResendInvitationDocument,
  ResetFactorsDocument,
  RevokeInvitationDocument,
  RevokeSessionDocument,
  SignOutEverywhereDocument,
  SuspendUserDocument,
  UpdateMeDocument,
  UpdateUserDocument,
  type CreateUserInput,
} from '../../generated/client-operations.ts';
import type { UserManagerDocument } from 'user-manager-client/operations';
import { codeIn } from './email-change.ts';
import { callerWith, type Caller } from './graphql.ts';
import { mailsTo } from './mailbox.ts';
import { freshEmail } from './running-system.ts';
import { cognitoClient, signIn } from './sign-in.ts';

/** What tells a caller to try again later. */
const TRY_AGAIN = ['LimitExceeded', 'InternalError', 'Lambda:Unhandled', 'ExecutionTimeout'];
const ATTEMPTS = 20;

/** What tells a caller who tries again, not knowing how it ended, that it is done already. */
const DONE_ALREADY = ['InvalidState', 'NotFound'];

/** A caller as patient as docs/operations.md asks them to be. */
export function insisting(caller: Caller) {
  return async <TData, TVariables extends object>(
    document: UserManagerDocument<TData, TVariables>,
    variables: TVariables,
  ): Promise<TData> => {
    for (let attempt = 1; ; attempt += 1) {
      const { body } = await caller.send(document, variables);
      const { data, errors } = body;
      if (!errors && data) return data;
      const type = errors?.[0]?.errorType ?? '';
      if (attempt === ATTEMPTS || !TRY_AGAIN.includes(type))
        throw new Error(JSON.stringify(errors));
    }
  };
}

/** As patient with what can be done but once: an attempt that took too long may have done it. */
function insistingOnce(caller: Caller) {
  return async <TData, TVariables extends object>(
    document: UserManagerDocument<TData, TVariables>,
    variables: TVariables,
  ): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const { errors } = (await caller.send(document, variables)).body;
      const type = errors?.[0]?.errorType ?? '';
      if (!errors || (attempt > 1 && DONE_ALREADY.includes(type))) return;
      if (attempt === ATTEMPTS || !TRY_AGAIN.includes(type))
        throw new Error(JSON.stringify(errors));
    }
  };
}

/** What neither a life of `liveThroughEverything` nor a sign-in asks of the functions. */
export async function askTheRest(outputs: LocalOutputs, machine: Caller): Promise<void> {
  const email = freshEmail('asking');
  const id = await createUserAs(machine, { email, role: 'ADMIN' });
  await machine.data(ResendInvitationDocument, { id });
  const cognito = cognitoClient(outputs);
  const Password = 'Chosen-by-me-1!';
  const user = { UserPoolId: outputs.userPoolId, Username: email };
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
  cognito.destroy();
  const { AccessToken } = await signIn(outputs, email, Password);
  const person = callerWith(outputs.graphqlUrl, AccessToken);
  await person.data(UpdateMeDocument, { input: { phone: '+12065550100' } });
  const wanted = freshEmail('wanted');
  await person.data(RequestEmailChangeDocument, { email: wanted });
  const code = codeIn((await mailsTo(outputs, wanted))[0]?.body ?? '');
  await person.data(ConfirmEmailChangeDocument, { code });
  await machine.data(ExportUserDocument, { id });
  await machine.data(ListUsersDocument, { filter: { search: 'ada lovelace' } });
  await machine.data(ListUsersDocument, { filter: { namePrefix: 'a' }, sort: { field: 'EMAIL' } });
  await person.data(ChangeBacklogDocument, {});
  // Refused: nobody has a second factor in this pool.
  await machine.send(ResetFactorsDocument, { id });
  const { me } = await person.data(MyAccessDocument, {});
  const sessionId = me?.sessions?.[0]?.id ?? '';
  await machine.data(RevokeSessionDocument, { id, sessionId });
  await machine.data(SignOutEverywhereDocument, { id });
  // Who has signed in is told at the former address.
  await machine.data(UpdateUserDocument, { input: { id, email: freshEmail('moved') } });
  await countPeople(outputs);
  const revoked = await createUserAs(machine);
  await machine.data(RevokeInvitationDocument, { id: revoked });
  const gone = await createUserAs(machine);
  await machine.data(DeleteUserDocument, { id: gone });
  await insisting(machine)(PurgeUserDocument, { id: gone });
}

/** As the schedule does each hour. */
async function countPeople({ graphqlUrl }: LocalOutputs): Promise<void> {
  const url = new URL('/_local/functions/Functionscountpeople/invoke', graphqlUrl);
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ event: {} }) });
  const { ok } = (await response.json()) as { readonly ok?: boolean };
  if (!ok) throw new Error(`count-people: HTTP ${response.status}`);
}

/** The id of a new user. */
export async function createUserAs(
  caller: Caller,
  over: Partial<CreateUserInput> = {},
): Promise<string> {
  const person = { email: freshEmail(), firstName: 'Ada', lastName: 'Lovelace' };
  const input = { ...person, clientRequestToken: crypto.randomUUID(), ...over };
  const { createUser } = await insisting(caller)(CreateUserDocument, { input });
  if (!createUser) throw new Error('createUser answered null');
  return createUser.id;
}

/** People who live through every operation that changes a user. */
export async function liveThroughEverything(caller: Caller): Promise<{ readonly deleted: string }> {
  const ask = insisting(caller);
  const once = insistingOnce(caller);
  const create = (input: Partial<CreateUserInput> = {}) => createUserAs(caller, input);
  const changed = async () => {
    const id = await create({ phone: '+12065550100' });
    await ask(UpdateUserDocument, { input: { id, firstName: 'Augusta', phone: null } });
    await ask(UpdateUserDocument, { input: { id, role: 'ADMIN' } });
    await ask(UpdateUserDocument, { input: { id, email: freshEmail('moved') } });
  };
  const suspended = async () => {
    const id = await create({ role: 'ADMIN' });
    await once(SuspendUserDocument, { id });
    return id;
  };
  const reactivated = async () => once(ReactivateUserDocument, { id: await suspended() });
  const gone = async () => {
    const id = await create({ attributes: JSON.stringify({ team: 'a' }) });
    await ask(UpdateUserDocument, { input: { id, lastName: 'Byron' } });
    await once(DeleteUserDocument, { id });
    return id;
  };
  const [deleted] = await Promise.all([gone(), changed(), suspended(), reactivated()]);
  return { deleted };
}
