import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { answer, cognitoWithTriggers } from './fixtures.ts';
import { addUser } from './sign-in.ts';
import { CLIENT_ID } from '../../../testing/start-cognito.ts';
import type { Invoke } from '../../../testing/start-cognito.ts';

const cognito = cognitoWithTriggers();

describe('custom authentication', () => {
  const challenge: Invoke = (name, event) => {
    const session = event.request['session'] as { challengeResult: boolean }[];
    if (name.endsWith('DefineAuthChallenge')) {
      const last = session.at(-1);
      if (last === undefined || (!last.challengeResult && session.length < 3)) {
        return answer(event, {
          challengeName: 'CUSTOM_CHALLENGE',
          issueTokens: false,
          failAuthentication: false,
        });
      }
      return answer(event, {
        issueTokens: last.challengeResult,
        failAuthentication: !last.challengeResult,
      });
    }
    if (name.endsWith('CreateAuthChallenge')) {
      return answer(event, {
        publicChallengeParameters: { question: '6 x 7' },
        privateChallengeParameters: { answer: '42' },
        challengeMetadata: 'SUM',
      });
    }
    const parameters = event.request['privateChallengeParameters'] as Record<string, string>;
    return answer(event, {
      answerCorrect: event.request['challengeAnswer'] === parameters['answer'],
    });
  };
  const names = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
  const start = (USERNAME: string, ClientId = CLIENT_ID) =>
    cognito.sdk.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME } }),
    );
  const respond = (
    USERNAME: string,
    ANSWER: string,
    Session: string | undefined,
    ClientId = CLIENT_ID,
  ) =>
    cognito.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: 'CUSTOM_CHALLENGE',
        Session,
        ChallengeResponses: { USERNAME, ANSWER },
      }),
    );

  it('CUSTOM_AUTH: the triggers decide; the private answer never leaves', async () => {
    await cognito.start(names, challenge);
    await addUser(cognito, 'ann@example.com');
    const first = await start('ann@example.com');
    expect(first.ChallengeName).toBe('CUSTOM_CHALLENGE');
    expect(first.ChallengeParameters).toEqual({
      USERNAME: expect.any(String) as string,
      question: '6 x 7',
    });
    const second = await respond('ann@example.com', '41', first.Session);
    expect(second.ChallengeName).toBe('CUSTOM_CHALLENGE');
    const last = await respond('ann@example.com', '42', second.Session);
    expect(last.AuthenticationResult?.AccessToken).toBeDefined();
    const define = cognito.events.filter(({ triggerSource }) => triggerSource.startsWith('Define'));
    expect(define.at(-1)?.request['session']).toEqual([
      { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'SUM' },
      { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'SUM' },
    ]);
  });

  it('CUSTOM_AUTH: fails after the last wrong answer; sessions are the user’s, the client’s and good once', async () => {
    await cognito.start(names, challenge);
    await addUser(cognito, 'ann@example.com');
    await addUser(cognito, 'bob@example.com');
    const refusal = { name: 'NotAuthorizedException' };
    const { Session } = await start('ann@example.com');
    await expect(respond('bob@example.com', '42', Session)).rejects.toMatchObject(refusal);
    await expect(respond('ann@example.com', '42', Session)).rejects.toMatchObject(refusal);
    const other = await start('ann@example.com');
    await expect(respond('ann@example.com', '42', other.Session, 'telling')).rejects.toMatchObject(
      refusal,
    );
    let session = (await start('ann@example.com')).Session;
    for (let round = 0; round < 2; round += 1)
      session = (await respond('ann@example.com', 'no', session)).Session;
    await expect(respond('ann@example.com', 'no', session)).rejects.toMatchObject({
      ...refusal,
      message: 'Incorrect username or password.',
    });
  });

  it('CUSTOM_AUTH: an unknown user goes through the rounds and gets no tokens', async () => {
    await cognito.start(names, challenge);
    const { Session } = await start('nobody@example.com');
    expect(cognito.events[0]?.request['userNotFound']).toBe(true);
    await expect(respond('nobody@example.com', '42', Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(start('nobody@example.com', 'telling')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});
