import { describe, expect, it } from 'vitest';

import { createChallenges } from '../../../services/cognito/flows/challenges.ts';
import type { Challenge } from '../../../services/cognito/flows/challenges.ts';
import { testClock } from '../../../testing/start-cognito.ts';

const owner = { poolId: 'pool', clientId: 'client', userId: 1 };
const challenge: Challenge = { kind: 'NEW_PASSWORD_REQUIRED', ...owner };

describe('challenges', () => {
  it('put: beyond 10,000 that wait the oldest is dropped', () => {
    const challenges = createChallenges(testClock());
    const first = challenges.put(challenge, 60_000);
    const second = challenges.put(challenge, 60_000);
    for (let count = 2; count < 10_000; count += 1) challenges.put(challenge, 60_000);
    expect(challenges.get(first)).toEqual(challenge);
    const last = challenges.put(challenge, 60_000);
    expect(challenges.get(first)).toBeNull();
    expect(challenges.get(second)).toEqual(challenge);
    expect(challenges.get(last)).toEqual(challenge);
  });

  it('get: ends with the lifetime', () => {
    const clock = testClock();
    const challenges = createChallenges(clock);
    const token = challenges.put(challenge, 60_000);
    clock.advance(59_999);
    expect(challenges.get(token)).toEqual(challenge);
    clock.advance(1);
    expect(challenges.get(token)).toBeNull();
  });
});
