import {
  AdminCreateUserCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
} from '../../../testing/srp-helper.ts';
import { describe, expect, it } from 'vitest';

import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';
import { newUser } from './fixtures.ts';
import { factorsOfFile, PHONE } from './many-factors.ts';

const { cognito, start, respond, codeFor, setAttributes } = factorsOfFile();
const another = (code: string) =>
  String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');

/** What one is told who gives a wrong code five times, and the mailed one then. */
async function guesses(USERNAME: string): Promise<readonly string[]> {
  const { Session } = await start(USERNAME, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  const [mail] = await cognito.mailbox(USERNAME);
  const right = mail?.code ?? '00000000';
  const told: string[] = [];
  for (const EMAIL_OTP_CODE of [...Array<string>(5).fill(another(right)), right]) {
    try {
      await respond('EMAIL_OTP', Session, { USERNAME, EMAIL_OTP_CODE });
      told.push('signed in');
    } catch (error) {
      told.push(String(error));
    }
  }
  return told;
}

describe('SignUp without a password', () => {
  it('SignUp: is taken where people sign in by codes', async () => {
    const USERNAME = 'none@example.com';
    // Blank is none.
    const command = new SignUpCommand({ ClientId: CLIENT_ID, Username: USERNAME, Password: '' });
    await cognito.sdk.send(command);
    const ConfirmationCode = await codeFor(USERNAME);
    const confirm = { ClientId: CLIENT_ID, Username: USERNAME, ConfirmationCode };
    await cognito.sdk.send(new ConfirmSignUpCommand(confirm));
    expect((await start(USERNAME)).AvailableChallenges).toEqual(['EMAIL_OTP']);
  });
});

describe('USER_AUTH', () => {
  it.each([undefined, ''])(
    'AdminCreateUser: without a password (%j) makes a user who signs in by code, and has none to choose',
    async (TemporaryPassword) => {
      const email = `passwordless-${String(TemporaryPassword)}@example.com`;
      const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
      const { User } = await cognito.sdk.send(
        new AdminCreateUserCommand({
          UserPoolId: POOL_ID,
          Username: email,
          UserAttributes,
          TemporaryPassword,
          MessageAction: 'SUPPRESS',
        }),
      );
      expect(User?.UserStatus).toBe('CONFIRMED');
      expect((await start(email)).AvailableChallenges).toEqual(['EMAIL_OTP']);
      const { Session } = await start(email, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
      const EMAIL_OTP_CODE = await codeFor(email);
      const answer = await respond('EMAIL_OTP', Session, { USERNAME: email, EMAIL_OTP_CODE });
      expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
      const again = { UserPoolId: POOL_ID, Username: email, MessageAction: 'RESEND' } as const;
      await expect(cognito.sdk.send(new AdminCreateUserCommand(again))).rejects.toMatchObject({
        name: 'UnsupportedUserStateException',
      });
    },
  );

  it('SELECT_CHALLENGE: offers what the pool allows and the user has', async () => {
    const { email } = await newUser(cognito);
    const offered = await start(email);
    expect(offered.ChallengeName).toBe('SELECT_CHALLENGE');
    expect(offered.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP']);
    await setAttributes(email, PHONE);
    const more = await start(email, { PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    // No passkey: what was preferred is not there, so there is the choice again.
    expect(more.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP']);
    await expect(
      respond('SELECT_CHALLENGE', more.Session, { USERNAME: email, ANSWER: 'WEB_AUTHN' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const texted = await respond('SELECT_CHALLENGE', more.Session, {
      USERNAME: email,
      ANSWER: 'SMS_OTP',
    });
    expect(texted).toMatchObject({
      ChallengeName: 'SMS_OTP',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
        CODE_DELIVERY_DESTINATION: '+*******4567',
      },
    });
    const SMS_OTP_CODE = await codeFor('+41791234567');
    const answer = await respond('SMS_OTP', texted.Session, { USERNAME: email, SMS_OTP_CODE });
    expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('PASSWORD: chosen with its proof, preferred with it, preferred without it', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const { Session } = await start(USERNAME);
    const chosen = { USERNAME, ANSWER: 'PASSWORD' };
    await expect(
      respond('SELECT_CHALLENGE', Session, { ...chosen, PASSWORD: 'Wrong-horse-9' }),
    ).rejects.toMatchObject({ message: 'Incorrect username or password.' });
    const right = { ...chosen, PASSWORD };
    const signedIn = await respond('SELECT_CHALLENGE', Session, right);
    expect(signedIn.AuthenticationResult?.IdToken).toBeDefined();
    await expect(respond('SELECT_CHALLENGE', Session, right)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const both = await start(USERNAME, { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD });
    expect(both.AuthenticationResult?.IdToken).toBeDefined();
    const asked = await start(USERNAME, { PREFERRED_CHALLENGE: 'PASSWORD' });
    expect(asked.ChallengeName).toBe('PASSWORD');
    const answer = await respond('PASSWORD', asked.Session, { USERNAME, PASSWORD });
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
  });

  it('PASSWORD_SRP: the proof is that of an independent client', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const session = createSrpSession(USERNAME, PASSWORD, POOL_ID, false);
    const asked = await start(USERNAME, { PREFERRED_CHALLENGE: 'PASSWORD_SRP' });
    expect(asked.ChallengeName).toBe('PASSWORD_SRP');
    const started = await respond('PASSWORD_SRP', asked.Session, {
      USERNAME,
      SRP_A: session.largeA,
    });
    expect(started.ChallengeName).toBe('PASSWORD_VERIFIER');
    const answer = await cognito.sdk.send(
      new RespondToAuthChallengeCommand(
        wrapAuthChallenge(signSrpSession(session, started), {
          ClientId: CLIENT_ID,
          ChallengeName: 'PASSWORD_VERIFIER',
          ChallengeResponses: { USERNAME: started.ChallengeParameters?.['USERNAME'] ?? '' },
        }),
      ),
    );
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
  });

  it('EMAIL_OTP: eight digits in the words of the pool, good once and as long as the Session', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const preferred = { PREFERRED_CHALLENGE: 'EMAIL_OTP' };
    const { ChallengeName, Session } = await start(USERNAME, preferred);
    expect(ChallengeName).toBe('EMAIL_OTP');
    const [mail] = await cognito.mailbox(USERNAME);
    expect(mail).toMatchObject({
      subject: 'Your sign-in',
      body: `Sign in with ${mail?.code ?? ''}`,
      reason: 'CustomMessage_Authentication',
    });
    const EMAIL_OTP_CODE = mail?.code ?? '';
    expect(EMAIL_OTP_CODE).toMatch(/^\d{8}$/);
    await expect(
      respond('EMAIL_OTP', Session, { USERNAME, EMAIL_OTP_CODE: another(EMAIL_OTP_CODE) }),
    ).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid code or auth state for the user.',
    });
    const answer = await respond('EMAIL_OTP', Session, { USERNAME, EMAIL_OTP_CODE });
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
    const over = { name: 'NotAuthorizedException' };
    const again = respond('EMAIL_OTP', Session, { USERNAME, EMAIL_OTP_CODE });
    await expect(again).rejects.toMatchObject(over);
    const late = await start(USERNAME, preferred);
    const newer = { USERNAME, EMAIL_OTP_CODE: await codeFor(USERNAME) };
    cognito.clock.advance(3 * 60_000);
    await expect(respond('EMAIL_OTP', late.Session, newer)).rejects.toMatchObject(over);
  });

  it('EMAIL_OTP: guesses are locked out, of an unknown name as of a known one', async () => {
    const { email } = await newUser(cognito);
    const told = await Promise.all([email, `no-${email}`].map(guesses));
    expect(told[0]).toEqual([
      ...Array<unknown>(5).fill(expect.stringContaining('Invalid code or auth state')),
      expect.stringContaining('Password attempts exceeded'),
    ]);
    expect(told[1]).toEqual(told[0]);
  });

  it('an unknown name is answered as a known one, unless the client says who exists', async () => {
    const USERNAME = 'nobody@example.com';
    const offered = await start(USERNAME);
    expect(offered.AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP']);
    const sent = await respond('SELECT_CHALLENGE', offered.Session, {
      USERNAME,
      ANSWER: 'EMAIL_OTP',
    });
    expect(sent.ChallengeParameters).toEqual({
      CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
      CODE_DELIVERY_DESTINATION: 'n***@e***',
    });
    expect(await cognito.mailbox(USERNAME)).toEqual([]);
    await expect(
      respond('EMAIL_OTP', sent.Session, { USERNAME, EMAIL_OTP_CODE: '12345678' }),
    ).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await expect(start(USERNAME, {}, 'telling')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('a client without ALLOW_USER_AUTH is refused', async () => {
    const { email } = await newUser(cognito);
    await expect(start(email, {}, 'without')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_AUTH is not enabled for the client.',
    });
  });

  it('Session: the code of a sign-up signs in once, whom it was sent to', async () => {
    const Username = 'new@example.com';
    await cognito.sdk.send(
      new SignUpCommand({
        ClientId: CLIENT_ID,
        Username,
        Password: PASSWORD,
        UserAttributes: [{ Name: 'email', Value: Username }],
      }),
    );
    const ConfirmationCode = await codeFor(Username);
    const { Session } = await cognito.sdk.send(
      new ConfirmSignUpCommand({ ClientId: CLIENT_ID, Username, ConfirmationCode }),
    );
    const signIn = (USERNAME: string) =>
      cognito.sdk.send(
        new InitiateAuthCommand({
          ClientId: CLIENT_ID,
          AuthFlow: 'USER_AUTH',
          AuthParameters: { USERNAME },
          Session,
        }),
      );
    expect((await signIn(Username)).AuthenticationResult?.IdToken).toBeDefined();
    await expect(signIn(Username)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});
