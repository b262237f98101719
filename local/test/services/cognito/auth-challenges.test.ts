import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuthFlowType } from '@aws-sdk/client-cognito-identity-provider';
import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from '../../../testing/srp-helper.ts';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';

import { cognitoOfFile, newUser, poolOfManyFlows } from './fixtures.ts';
import { addUser } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: [poolOfManyFlows()] });

let email = '';

beforeEach(async () => {
  ({ email } = await newUser(cognito));
});

const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

function initiate(
  AuthFlow: AuthFlowType,
  AuthParameters: Record<string, string>,
  ClientId = CLIENT_ID,
) {
  return cognito.sdk.send(new InitiateAuthCommand({ AuthFlow, AuthParameters, ClientId }));
}

function respond(
  ChallengeName: string,
  ChallengeResponses: Record<string, string>,
  Session?: string,
  ClientId = CLIENT_ID,
) {
  return cognito.sdk.send(
    new RespondToAuthChallengeCommand({
      ChallengeName: ChallengeName as 'PASSWORD_VERIFIER',
      ChallengeResponses,
      Session,
      ClientId,
    }),
  );
}

/** A right answer to a PASSWORD_VERIFIER challenge, not yet sent. */
async function srpAnswer(username: string, pass = PASSWORD): Promise<Record<string, string>> {
  const session = createSrpSession(username, pass, POOL_ID, false);
  const started = await cognito.sdk.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(session, {
        ClientId: CLIENT_ID,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: username, CHALLENGE_NAME: 'SRP_A' },
      }),
    ),
  );
  const signed = signSrpSession(session, started);
  const wrapped = wrapAuthChallenge(signed, {
    ClientId: CLIENT_ID,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: { USERNAME: started.ChallengeParameters?.['USERNAME'] ?? '' },
  });
  return wrapped.ChallengeResponses;
}

describe('PASSWORD_VERIFIER', () => {
  it('RespondToAuthChallenge: an answer works once', async () => {
    const answer = await srpAnswer(email);
    await expect(respond('PASSWORD_VERIFIER', answer)).resolves.toHaveProperty(
      'AuthenticationResult',
    );
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: another client may not answer', async () => {
    const answer = await srpAnswer(email);
    await expect(respond('PASSWORD_VERIFIER', answer, undefined, 'other')).rejects.toMatchObject(
      wrong,
    );
  });

  it('RespondToAuthChallenge: another user may not be named', async () => {
    const other = await addUser(cognito, `other-${email}`);
    const answer = await srpAnswer(email);
    await expect(
      respond('PASSWORD_VERIFIER', { ...answer, USERNAME: other }),
    ).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: refuses a challenge that is too old', async () => {
    const answer = await srpAnswer(email);
    cognito.clock.advance(3 * 60_000 + 1000);
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrong);
    cognito.clock.advance(-(3 * 60_000 + 1000));
  });

  it('RespondToAuthChallenge: refuses a timestamp that is not the signed one', async () => {
    const answer = await srpAnswer(email);
    const changed = { ...answer, TIMESTAMP: 'Mon Nov 3 09:08:07 UTC 2025' };
    await expect(respond('PASSWORD_VERIFIER', changed)).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: refuses a signed timestamp far from now', async () => {
    cognito.clock.advance(3_600_000);
    const answer = await srpAnswer(email);
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrong);
    cognito.clock.advance(-3_600_000);
    expect(cognito.logged.join()).toContain(
      "for its clock alone: TIMESTAMP is 60 minutes behind this machine's clock",
    );
  });

  it('RespondToAuthChallenge: hashes the date it read in its own form, as AWS does', async () => {
    const answer = await srpAnswer(email);
    const [, ...rest] = String(answer['TIMESTAMP']).split(' ');
    const [month = '', day = '', ...others] = rest;
    const padded = ['Xxx', month, day.padStart(2, '0'), ...others].join(' ');
    const weekday = answer['TIMESTAMP']?.startsWith('Mon') ? 'Tue' : 'Mon';
    const read = { ...answer, TIMESTAMP: padded.replace('Xxx', weekday) };
    expect(await respond('PASSWORD_VERIFIER', read)).toMatchObject({
      AuthenticationResult: { TokenType: 'Bearer' },
    });
    const unreadable = { ...(await srpAnswer(email)), TIMESTAMP: padded };
    await expect(respond('PASSWORD_VERIFIER', unreadable)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('RespondToAuthChallenge: a password set meanwhile voids the challenge', async () => {
    const answer = await srpAnswer(email);
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: POOL_ID,
        Username: email,
        Password: 'Fresh-horse-99',
        Permanent: true,
      }),
    );
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: a user disabled meanwhile is refused', async () => {
    const answer = await srpAnswer(email);
    await cognito.sdk.send(new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject({
      message: 'User is disabled.',
    });
  });

  it('RespondToAuthChallenge: a user deleted meanwhile is refused', async () => {
    const answer = await srpAnswer(email);
    await cognito.sdk.send(new AdminDeleteUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(respond('PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: a made-up block, a missing one and a challenge that is not there', async () => {
    const answer = await srpAnswer(email);
    const made = { ...answer, PASSWORD_CLAIM_SECRET_BLOCK: 'YWJj' };
    await expect(respond('PASSWORD_VERIFIER', made)).rejects.toMatchObject(wrong);
    await expect(respond('PASSWORD_VERIFIER', { USERNAME: email })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK',
    });
    await expect(respond('SMS_MFA', {}, 'x'.repeat(30))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('NEW_PASSWORD_REQUIRED', () => {
  async function invited(name: string, ClientId = CLIENT_ID) {
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username: name,
        TemporaryPassword: 'First-pass-1',
        MessageAction: 'SUPPRESS',
      }),
    );
    return initiate('USER_PASSWORD_AUTH', { USERNAME: name, PASSWORD: 'First-pass-1' }, ClientId);
  }
  const NEW_PASSWORD = 'Chosen-horse-9';

  it('InitiateAuth: a wrong temporary password gives no challenge', async () => {
    const name = `inv-${email}`;
    await invited(name);
    await expect(
      initiate('USER_PASSWORD_AUTH', { USERNAME: name, PASSWORD: 'Wrong-pass-1' }),
    ).rejects.toMatchObject(wrong);
  });

  it('RespondToAuthChallenge: a made-up Session, another user or another client is refused', async () => {
    const name = `inv-${email}`;
    const { Session } = await invited(name);
    const refusal = { name: 'NotAuthorizedException', message: /Invalid session for the user/ };
    const alsoInvited = `too-${email}`;
    await invited(alsoInvited);
    const cases: [Record<string, string>, string | undefined, string][] = [
      [{ USERNAME: name, NEW_PASSWORD }, 'x'.repeat(60), CLIENT_ID],
      [{ USERNAME: email, NEW_PASSWORD }, Session, CLIENT_ID],
      [{ USERNAME: alsoInvited, NEW_PASSWORD }, Session, CLIENT_ID],
      [{ USERNAME: name, NEW_PASSWORD }, Session, 'other'],
    ];
    for (const [responses, session, id] of cases) {
      await expect(respond('NEW_PASSWORD_REQUIRED', responses, session, id)).rejects.toMatchObject({
        ...refusal,
        message: expect.stringMatching(refusal.message) as string,
      });
    }
    await expect(
      respond('NEW_PASSWORD_REQUIRED', { USERNAME: name, NEW_PASSWORD }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('RespondToAuthChallenge: a weak password leaves the challenge open, a good one closes it', async () => {
    const name = `inv-${email}`;
    const { Session } = await invited(name);
    const weak = { USERNAME: name, NEW_PASSWORD: 'weak' };
    await expect(respond('NEW_PASSWORD_REQUIRED', weak, Session)).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const good = { USERNAME: name, NEW_PASSWORD, 'userAttributes.name': 'Ann' };
    const { AuthenticationResult } = await respond('NEW_PASSWORD_REQUIRED', good, Session);
    expect(decodeJwt(AuthenticationResult?.IdToken ?? '')).toMatchObject({ name: 'Ann' });
    await expect(respond('NEW_PASSWORD_REQUIRED', good, Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const again = { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? '' };
    await expect(initiate('REFRESH_TOKEN_AUTH', again)).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  // "A deactivated user can't sign in":
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
  it('RespondToAuthChallenge: who was disabled since is refused, and goes on when enabled', async () => {
    const name = `inv-${email}`;
    const { Session } = await invited(name);
    const of = { UserPoolId: POOL_ID, Username: name };
    await cognito.sdk.send(new AdminDisableUserCommand(of));
    const answer = { USERNAME: name, NEW_PASSWORD };
    await expect(respond('NEW_PASSWORD_REQUIRED', answer, Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
    const { UserStatus } = await cognito.sdk.send(new AdminGetUserCommand(of));
    expect(UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    await cognito.sdk.send(new AdminEnableUserCommand(of));
    await expect(respond('NEW_PASSWORD_REQUIRED', answer, Session)).resolves.toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('RespondToAuthChallenge: who was deleted since is refused, also when there is another of the name', async () => {
    const name = `inv-${email}`;
    const { Session } = await invited(name);
    await cognito.sdk.send(new AdminDeleteUserCommand({ UserPoolId: POOL_ID, Username: name }));
    const answer = { USERNAME: name, NEW_PASSWORD };
    const refused = { name: 'NotAuthorizedException' };
    await expect(respond('NEW_PASSWORD_REQUIRED', answer, Session)).rejects.toMatchObject(refused);
    await invited(name);
    await expect(respond('NEW_PASSWORD_REQUIRED', answer, Session)).rejects.toMatchObject(refused);
  });

  it('RespondToAuthChallenge: the client may not verify its own address', async () => {
    const name = `inv-${email}`;
    const { Session } = await invited(name);
    const answer = { USERNAME: name, NEW_PASSWORD, 'userAttributes.email_verified': 'true' };
    await expect(respond('NEW_PASSWORD_REQUIRED', answer, Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});
