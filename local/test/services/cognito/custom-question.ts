import type { Invoke } from '../../../testing/start-cognito.ts';

/** Settings of a pool whose custom authentication asks one question, after SRP when the client offers it. */
export const customQuestion = {
  DefineAuthChallenge: 'define',
  CreateAuthChallenge: 'create',
  VerifyAuthChallengeResponse: 'verify',
};

/** Plays the three functions; the answer is 42. */
export const askQuestion: Invoke = (name, event) => {
  if (name === 'define') return { ...event, response: decide(event.request['session']) };
  if (name === 'create') {
    const publicChallengeParameters = { question: '6 x 7' };
    const privateChallengeParameters = { answer: '42' };
    return { ...event, response: { publicChallengeParameters, privateChallengeParameters } };
  }
  if (name !== 'verify') return event;
  return { ...event, response: { answerCorrect: event.request['challengeAnswer'] === '42' } };
};

function decide(session: unknown): Record<string, unknown> {
  const rounds = session as readonly { challengeName: string; challengeResult: boolean }[];
  const last = rounds.at(-1);
  if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
  if (last?.challengeName === 'CUSTOM_CHALLENGE') {
    return { issueTokens: last.challengeResult, failAuthentication: !last.challengeResult };
  }
  return { challengeName: 'CUSTOM_CHALLENGE' };
}
