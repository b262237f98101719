import { describe, expect, it } from 'vitest';

import { totpCode, totpStep } from '../../../services/cognito/credentials/totp.ts';

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

  it('totpStep: knows a code of the step before and after, no further', () => {
    const time = 1_111_111_109_000;
    const step = 37_037_036;
    for (const shift of [-30_000, 0, 30_000]) {
      expect(totpStep(secret, '081804', time + shift)).toBe(step);
    }
    expect(totpStep(secret, '081804', time + 60_000)).toBeNull();
    expect(totpStep(secret, '', time)).toBeNull();
  });
});
