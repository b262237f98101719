import { describe, expect, it } from 'vitest';

import { totpCode, totpMatches } from '../../../local/cognito/totp.ts';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totpCode', () => {
  // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('totpCode: at %i s it is %s', (time, expected) => {
    expect(totpCode(secret, time * 1000)).toBe(expected);
  });

  it('totpMatches: takes the step before and after, not further', () => {
    const time = 1_111_111_109_000;
    expect(totpMatches(secret, '081804', time + 30_000)).toBe(true);
    expect(totpMatches(secret, '081804', time - 30_000)).toBe(true);
    expect(totpMatches(secret, '081804', time + 60_000)).toBe(false);
    expect(totpMatches(secret, '', time)).toBe(false);
  });
});
