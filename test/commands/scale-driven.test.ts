import { expect, test } from 'vitest';
import { drive } from '../../commands/scale/driven/drive.ts';
import { createVirtualTime } from '../../commands/scale/driven/virtual-time.ts';

test('createVirtualTime: passes when everybody waits, and not while something is under way', async () => {
  const time = createVirtualTime(0);
  const seen: (readonly [string, number])[] = [];
  const waitFor = async (name: string, ms: number) => {
    await time.wait(ms);
    seen.push([name, time.now()]);
  };
  const work = async () => {
    await time.during(() => new Promise((resolve) => setTimeout(resolve, 5)));
    await waitFor('after work', 10);
  };
  await time.until(Promise.all([waitFor('an hour', 3_600_000), work(), waitFor('late', 20)]));
  expect(seen).toEqual([
    ['after work', 10],
    ['late', 20],
    ['an hour', 3_600_000],
  ]);
});

// https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html: 50 creations and 25 changes a second.
test('drive: the handlers invite no faster than Cognito takes people, mail each once and lose nobody', async () => {
  const people = 150;
  const { seconds, mails } = await drive({ what: 'invited', people, perSecond: people });
  seconds.forEach(([, done, synced], index) => {
    // What a bucket holds at first, and what came into it.
    expect(done).toBeLessThanOrEqual(50 * (index + 2));
    expect(synced).toBeLessThanOrEqual(25 * (index + 2));
  });
  expect(seconds.at(-1)).toEqual([people, people, people]);
  expect(mails).toBe(people);
});

test('drive: with more creations a second callers wait less, and Cognito knows as late', async () => {
  const people = 100;
  const raised = { creation: 500 };
  const result = await drive({ what: 'invited', people, perSecond: people, raised });
  expect(result.triedAgain).toBe(0);
  expect(result.seconds.length).toBeGreaterThanOrEqual(people / 25 - 1);
});
