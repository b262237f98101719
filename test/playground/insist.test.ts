import { GraphqlRequestError } from 'user-manager-client';
import { expect, test } from 'vitest';
import { insist } from '../../playground/insist.ts';

const refusal = (errorType: string) =>
  new GraphqlRequestError([{ message: `It was ${errorType}`, errorType }]);

/** Work that fails so often and then is done, the attempts at it, and the pauses between them. */
function failing(errorType: string, times: number) {
  const pauses: number[] = [];
  let attempts = 0;
  const work = () => {
    attempts += 1;
    return attempts > times ? Promise.resolve('done') : Promise.reject(refusal(errorType));
  };
  const pause = (ms: number) => Promise.resolve(void pauses.push(ms));
  return { answer: insist(work, pause), pauses, attempts: () => attempts };
}

test.each(['InternalError', 'LimitExceeded', 'Lambda:Unhandled', 'ExecutionTimeout'])(
  'seed: %s of a busy machine is tried again, after ever longer pauses',
  async (errorType) => {
    const { answer, pauses } = failing(errorType, 3);
    expect(await answer).toBe('done');
    expect(pauses).toEqual([250, 500, 750]);
  },
);

test('seed: what does not pass is told after five attempts', async () => {
  const { answer, attempts } = failing('InternalError', Infinity);
  await expect(answer).rejects.toMatchObject({ errorType: 'InternalError' });
  expect(attempts()).toBe(5);
});

test('seed: what is refused is told at once', async () => {
  const { answer, attempts } = failing('ValidationFailed', 1);
  await expect(answer).rejects.toMatchObject({ errorType: 'ValidationFailed' });
  expect(attempts()).toBe(1);
});
