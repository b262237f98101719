import { parentPort } from 'node:worker_threads';
import { cognitoAuth } from 'user-manager-client';

/** Who is to sign in, and where. */
export interface SignInTask {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly email: string;
  readonly password: string;
}

/** What the worker answers: why the sign-in failed, or null. */
export type SignInFailure = string | null;

parentPort?.on('message', (task: SignInTask) => {
  signInAndOut(task).then(answer, (error: unknown) => answer(String(error)));
});

const answer = (failure: SignInFailure): void => parentPort?.postMessage(failure);

async function signInAndOut({ email, password, ...pool }: SignInTask): Promise<SignInFailure> {
  const auth = cognitoAuth(pool);
  const { status } = await auth.signIn(email, password);
  if (status !== 'signedIn') return status;
  await auth.signOut();
  return null;
}
