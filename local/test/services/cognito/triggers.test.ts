import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { eventually } from '../../../testing/eventually.ts';
import { answer, cognitoWithTriggers } from './fixtures.ts';
import { addUser, passwordSignIn, srpSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoWithTriggers();

const sources = () => cognito.events.map(({ triggerSource }) => triggerSource);

const signUp = (Username: string, ClientMetadata?: Record<string, string>) =>
  cognito.sdk.send(
    new SignUpCommand({
      ClientId: CLIENT_ID,
      Username,
      Password: PASSWORD,
      ClientMetadata,
      ValidationData: [{ Name: 'captcha', Value: 'yes' }],
    }),
  );

describe('PostAuthentication', () => {
  it('PostAuthentication: hears of each sign-in, not of a refresh', async () => {
    await cognito.start(['PostAuthentication']);
    const sub = await addUser(cognito, 'ann@example.com');
    const { AuthenticationResult } = await srpSignIn(cognito, 'ann@example.com');
    await cognito.sdk.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: CLIENT_ID,
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    );
    expect(cognito.events).toEqual([
      {
        version: '1',
        triggerSource: 'PostAuthentication_Authentication',
        region: 'us-east-1',
        userPoolId: POOL_ID,
        userName: sub,
        callerContext: { awsSdkVersion: expect.any(String) as string, clientId: CLIENT_ID },
        request: {
          userAttributes: {
            sub,
            email: 'ann@example.com',
            email_verified: 'true',
            'cognito:user_status': 'CONFIRMED',
          },
          newDeviceUsed: false,
        },
        response: {},
      },
    ]);
  });

  it('PostAuthentication: hears of the first sign-in of an invited user, once the password is chosen', async () => {
    await cognito.start(['PostAuthentication']);
    const Username = 'new@example.com';
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username,
        TemporaryPassword: 'First-pass-1',
        MessageAction: 'SUPPRESS',
      }),
    );
    const { Session } = await srpSignIn(cognito, Username, 'First-pass-1');
    expect(cognito.events).toEqual([]);
    await cognito.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: CLIENT_ID,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session,
        ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: PASSWORD },
        ClientMetadata: { from: 'test' },
      }),
    );
    expect(cognito.events[0]?.request).toMatchObject({
      userAttributes: { 'cognito:user_status': 'CONFIRMED' },
      clientMetadata: { from: 'test' },
    });
  });

  it('PostAuthentication: its error fails the sign-in', async () => {
    await cognito.start(['PostAuthentication'], () => {
      throw new Error('not today');
    });
    await addUser(cognito, 'ann@example.com');
    await expect(passwordSignIn(cognito, 'ann@example.com')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PostAuthentication failed with error not today.',
    });
  });

  it('PostAuthentication: more than 5 seconds are too many, three times', async () => {
    await cognito.start(['PostAuthentication'], () => new Promise(() => undefined));
    await addUser(cognito, 'ann@example.com');
    const signIn = passwordSignIn(cognito, 'ann@example.com');
    const refused = expect(signIn).rejects.toMatchObject({
      name: 'UnexpectedLambdaException',
      message:
        'PostAuthentication invocation failed due to error Socket timeout while invoking Lambda function.',
    });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await eventually(() => expect(cognito.events).toHaveLength(attempt));
      cognito.clock.advance(5001);
    }
    await refused;
    expect(cognito.events).toHaveLength(3);
  });

  it('PostAuthentication: is asked again after 5 seconds, and its next answer counts', async () => {
    let calls = 0;
    await cognito.start(['PostAuthentication'], (_name, event) => {
      calls += 1;
      return calls === 1 ? new Promise(() => undefined) : event;
    });
    await addUser(cognito, 'ann@example.com');
    const signIn = passwordSignIn(cognito, 'ann@example.com');
    await eventually(() => expect(calls).toBe(1));
    cognito.clock.advance(5001);
    expect((await signIn).AccessToken).not.toBe('');
    expect(cognito.events[1]).toEqual(cognito.events[0]);
  });

  it('PostAuthentication: an answer that is not the event is refused', async () => {
    await cognito.start(['PostAuthentication'], () => ({ statusCode: 200 }));
    await addUser(cognito, 'ann@example.com');
    await expect(passwordSignIn(cognito, 'ann@example.com')).rejects.toMatchObject({
      name: 'InvalidLambdaResponseException',
      message: 'Unrecognizable lambda output',
    });
  });
});

describe('PreAuthentication', () => {
  it('PreAuthentication: gets the metadata as validationData and can refuse', async () => {
    await cognito.start(['PreAuthentication'], (_name, event) => {
      if (event.request['validationData'] !== null) throw new Error('blocked');
      return event;
    });
    await addUser(cognito, 'ann@example.com');
    await expect(passwordSignIn(cognito, 'ann@example.com')).resolves.toBeDefined();
    await expect(
      cognito.sdk.send(
        new InitiateAuthCommand({
          ClientId: CLIENT_ID,
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientMetadata: { device: 'x' },
          AuthParameters: { USERNAME: 'ann@example.com', PASSWORD: PASSWORD },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreAuthentication failed with error blocked.',
    });
    expect(cognito.events[1]?.request).toMatchObject({
      validationData: { device: 'x' },
      userNotFound: false,
    });
  });
});

describe('ClientMetadata', () => {
  const triggers = ['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'];
  const told = () => cognito.events.map(({ request }) => request['clientMetadata']);
  const METADATA = { from: 'test' };

  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
  it('InitiateAuth: tells what is said to no trigger after the password, nor of a refresh', async () => {
    await cognito.start(triggers);
    await addUser(cognito, 'ann@example.com');
    const begin = (AuthFlow: 'USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH', given: object) =>
      cognito.sdk.send(
        new InitiateAuthCommand({
          ClientId: CLIENT_ID,
          AuthFlow,
          ClientMetadata: METADATA,
          AuthParameters: { ...given },
        }),
      );
    const { AuthenticationResult } = await begin('USER_PASSWORD_AUTH', {
      USERNAME: 'ann@example.com',
      PASSWORD,
    });
    const REFRESH_TOKEN = AuthenticationResult?.RefreshToken;
    await begin('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN });
    expect(cognito.events[0]?.request['validationData']).toEqual(METADATA);
    expect(sources().slice(1)).toEqual([
      'PostAuthentication_Authentication',
      'TokenGeneration_Authentication',
      'TokenGeneration_RefreshTokens',
    ]);
    expect(told()).toEqual([undefined, undefined, undefined, undefined]);
    // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
    await cognito.sdk.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: CLIENT_ID,
        RefreshToken: REFRESH_TOKEN,
        ClientMetadata: METADATA,
      }),
    );
    expect(told().at(-1)).toEqual(METADATA);
  });
});

describe('sign-up', () => {
  it('PreSignUp and PostConfirmation: a trigger can confirm and verify at once', async () => {
    await cognito.start(['PreSignUp', 'PostConfirmation'], (name, event) =>
      name.endsWith('PreSignUp')
        ? answer(event, { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false })
        : event,
    );
    const { UserConfirmed } = await signUp('ann@example.com', { campaign: 'spring' });
    expect(UserConfirmed).toBe(true);
    expect(sources()).toEqual(['PreSignUp_SignUp', 'PostConfirmation_ConfirmSignUp']);
    expect(cognito.events[0]).toMatchObject({
      callerContext: { clientId: CLIENT_ID },
      request: {
        userAttributes: { email: 'ann@example.com' },
        validationData: { captcha: 'yes' },
        clientMetadata: { campaign: 'spring' },
      },
    });
    expect(cognito.events[1]?.request['userAttributes']).toMatchObject({ email_verified: 'true' });
    await expect(passwordSignIn(cognito, 'ann@example.com')).resolves.toBeDefined();
  });

  it('PreSignUp: its error leaves no user behind', async () => {
    await cognito.start(['PreSignUp'], () => {
      throw new Error('not from there');
    });
    await expect(signUp('ann@example.com')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreSignUp failed with error not from there.',
    });
    const get = cognito.sdk.send(
      new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: 'ann@example.com' }),
    );
    await expect(get).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('PreSignUp: hears of AdminCreateUser, without a client; PostConfirmation of AdminConfirmSignUp', async () => {
    await cognito.start(['PreSignUp', 'PostConfirmation']);
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username: 'adm@example.com',
        MessageAction: 'SUPPRESS',
      }),
    );
    expect(cognito.events[0]).toMatchObject({
      triggerSource: 'PreSignUp_AdminCreateUser',
      callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' },
    });
    await signUp('ann@example.com');
    await cognito.sdk.send(
      new AdminConfirmSignUpCommand({ UserPoolId: POOL_ID, Username: 'ann@example.com' }),
    );
    expect(sources().at(-1)).toBe('PostConfirmation_ConfirmSignUp');
  });
});
