import { backOff } from '../lib/clock.ts';
import { codeSubject } from '../lib/email-changes.ts';
import { tooManyRequests } from '../lib/errors.ts';
import { allowedFrom, REQUEST_COUNTS_FOR } from './limits.ts';
import type { MailServices } from '../lib/mail-services.ts';
import type { CodeHash } from '../lib/verification-code.ts';
import { hashCode } from '../lib/verification-code.ts';

const CODE_LIFE_MS = 15 * 60 * 1000;

/**
 * Writes down that a code for an address is on its way, which makes any former one void. Tells until
 * when it is good (ISO 8601); throws LimitExceeded when the person has asked too often.
 */
export async function register(
  { repository, clock, codeCost }: Pick<MailServices, 'repository' | 'clock' | 'codeCost'>,
  id: string,
  email: string,
  code: string,
): Promise<string> {
  const { emailChanges } = repository;
  let hash: CodeHash | null = null;
  // Ends: whenever another request is faster, one more of the few that are allowed has been made.
  for (let attempt = 1; ; attempt += 1) {
    const former = await emailChanges.find(id);
    // The SDK repeats a write whose answer was lost; what is found then is this very request.
    if (hash && former?.codeHash === hash.codeHash) return former.validUntil;
    const now = clock.now();
    const recent = (former?.requests ?? []).filter((time) => time > now - REQUEST_COUNTS_FOR);
    const retryAt = allowedFrom(recent, now);
    if (retryAt !== null) throw tooManyRequests(new Date(retryAt).toISOString());
    hash ??= await hashCode(code, codeSubject(id, email), codeCost);
    const validUntil = new Date(now + CODE_LIFE_MS).toISOString();
    const next = { ...hash, email, validUntil, misses: 0, requests: [...recent, now] };
    if (await emailChanges.replace(id, former, next, now + REQUEST_COUNTS_FOR)) return validUntil;
    await backOff(clock, attempt);
  }
}
