import { findUser } from '../users/directory.ts';
import { notAuthorized, userNotFound } from '../protocol/errors.ts';
import type { CustomRound } from './challenges.ts';
import { recordOf, textOf } from '../users/properties.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { eventAttributes } from '../pool/triggers.ts';
import type { TriggerName } from '../pool/triggers.ts';
import { withDeviceIfKnown } from './known-device.ts';
import type { Answered } from './pending.ts';
import { challenge, finish, preAuthentication, proved, requireParameter } from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { userIdForSrp } from './user-id-for-srp.ts';
import { srpChallenge } from './user-srp.ts';

/**
 * CUSTOM_AUTH: the Define, Create and VerifyAuthChallenge triggers lead through the rounds.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export async function startCustomAuth(
  services: Services,
  caller: Caller,
  parameters: Parameters,
): Promise<AuthAnswer> {
  const typed = requireParameter(parameters, 'USERNAME');
  checkSecretHash(caller.client, [typed], parameters['SECRET_HASH']);
  const user = findUser(services, caller.pool, typed);
  if (user === null && !caller.client.preventUserExistenceErrors) throw userNotFound();
  await preAuthentication(services, caller, user, typed);
  const known = withDeviceIfKnown(services, caller, user, parameters);
  if (parameters['CHALLENGE_NAME'] === 'SRP_A') {
    const rounds = [{ challengeName: 'SRP_A', challengeResult: true }];
    return nextRound(services, known, user, typed, rounds, parameters);
  }
  return nextRound(services, known, user, typed, [], parameters);
}

/** Asks DefineAuthChallenge what comes after the rounds so far. */
export async function nextRound(
  services: Services,
  caller: Caller,
  user: User | null,
  typed: string,
  rounds: readonly CustomRound[],
  parameters: Parameters,
): Promise<AuthAnswer> {
  const context = { services, caller, user, typed };
  const decision = await callTrigger(
    context,
    'DefineAuthChallenge',
    'DefineAuthChallenge_Authentication',
    {
      request: { session: rounds },
      response: { challengeName: null, issueTokens: null, failAuthentication: null },
    },
  );
  if (decision['failAuthentication'] === true) throw refused();
  if (decision['issueTokens'] === true) {
    if (user === null) throw refused();
    return finish(
      services,
      caller,
      proved(services, caller, user),
      'TokenGeneration_Authentication',
    );
  }
  const name = textOf(decision['challengeName']);
  if (name === 'PASSWORD_VERIFIER') {
    return srpChallenge(services, caller, user, typed, parameters, rounds);
  }
  if (name !== 'CUSTOM_CHALLENGE') throw refused();
  return createChallenge(context, rounds);
}

/** Checks the answer to a CUSTOM_CHALLENGE and goes on. */
export async function answerCustomChallenge({
  services,
  caller,
  responses,
  session,
}: Answered): Promise<AuthAnswer> {
  const typed = requireParameter(responses, 'USERNAME');
  const answer = requireParameter(responses, 'ANSWER');
  const pending = services.challenges.get(session);
  services.challenges.drop(session);
  const owns = pending?.kind === 'CUSTOM_CHALLENGE' && pending.clientId === caller.client.clientId;
  if (!owns) throw notAuthorized('Invalid session for the user.');
  checkSecretHash(caller.client, [typed], responses['SECRET_HASH']);
  const named = findUser(services, caller.pool, typed);
  if ((named?.id ?? null) !== pending.userId) throw notAuthorized('Invalid session for the user.');
  const context = { services, caller, user: named, typed };
  const verdict = await callTrigger(
    context,
    'VerifyAuthChallengeResponse',
    'VerifyAuthChallengeResponse_Authentication',
    {
      request: {
        privateChallengeParameters: pending.privateParameters,
        challengeAnswer: answer,
      },
      response: { answerCorrect: null },
    },
  );
  const round = {
    challengeName: 'CUSTOM_CHALLENGE',
    challengeResult: verdict['answerCorrect'] === true,
    ...(pending.metadata === null ? {} : { challengeMetadata: pending.metadata }),
  };
  return nextRound(services, caller, named, typed, [...pending.rounds, round], {});
}

interface Context {
  readonly services: Services;
  readonly caller: Caller;
  readonly user: User | null;
  readonly typed: string;
}

async function createChallenge(
  context: Context,
  rounds: readonly CustomRound[],
): Promise<AuthAnswer> {
  const { services, caller, user, typed } = context;
  const created = await callTrigger(
    context,
    'CreateAuthChallenge',
    'CreateAuthChallenge_Authentication',
    {
      request: { challengeName: 'CUSTOM_CHALLENGE', session: rounds },
      response: {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      },
    },
  );
  const pending = {
    kind: 'CUSTOM_CHALLENGE',
    rounds,
    privateParameters: texts(created['privateChallengeParameters']),
    metadata: textOf(created['challengeMetadata']),
  } as const;
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session: challenge(services, caller, user, pending),
    ChallengeParameters: {
      USERNAME: userIdForSrp(services, caller.pool, user, typed),
      ...texts(created['publicChallengeParameters']),
    },
  };
}

async function callTrigger(
  { services, caller, user, typed }: Context,
  trigger: TriggerName,
  source: string,
  event: { request: Record<string, unknown>; response: Record<string, unknown> },
): Promise<Readonly<Record<string, unknown>>> {
  const { pool, client, clientMetadata } = caller;
  const answer = await services.triggers.call({
    pool,
    trigger,
    source,
    userName: user?.username ?? typed,
    clientId: client.clientId,
    request: {
      userAttributes: user === null ? {} : eventAttributes(pool, user),
      ...event.request,
      ...(client.preventUserExistenceErrors ? { userNotFound: user === null } : {}),
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response: event.response,
  });
  if (answer === null)
    throw refused('Custom auth lambda trigger is not configured for the user pool.');
  return answer;
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, item]) => [name, textOf(item) ?? String(item)]),
  );
}

function refused(text = 'Incorrect username or password.') {
  return notAuthorized(text);
}
