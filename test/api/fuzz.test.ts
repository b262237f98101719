import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { targetOf } from '../../commands/fuzz/target.ts';
import { fuzz } from '../../commands/fuzz/run.ts';
import { createUserIn, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';

const system = runningSystem();
const { outputs } = system;

test('fuzz: what nobody sane asks is refused, by every door, and never fails', async () => {
  // A person of its own, who may harm nobody else.
  const { email } = await createUserIn(system);
  const password = 'Not-a-secret-1!';
  await cognitoClient(outputs).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: outputs.userPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    }),
  );
  const { AccessToken } = await signIn(outputs, email, password);
  const options = {
    url: new URL(outputs.graphqlUrl).origin,
    realtimeUrl: outputs.realtimeUrl,
    target: targetOf(outputs, [AccessToken]),
    seed: 1,
    patience: 60_000,
  };
  const report = await fuzz({ ...options, goesOn: (requests) => requests < 400 });
  expect(report.findings).toEqual([]);
  const doors = new Set(Object.keys(report.answers).map((answer) => answer.split(' ')[0]));
  expect([...doors].toSorted()).toEqual(['cognito', 'graphql', 'oauth', 'socket']);
  // The same seed asks the same: most is refused, some of it is let through.
  expect(report.answers['graphql 200']).toBeGreaterThan(0);
  expect(report.answers['cognito 400']).toBeGreaterThan(0);
});
