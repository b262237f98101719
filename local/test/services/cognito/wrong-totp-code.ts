import { totpCode } from '../../../services/cognito/credentials/totp.ts';

/** A code that is of none of the steps around a moment. */
export function wrongTotpCode(secret: string, now: number): string {
  const near = [-30_000, 0, 30_000].map((shift) => totpCode(secret, now + shift));
  return ['000000', '000001', '000002', '000003'].find((code) => !near.includes(code)) ?? '';
}
