import { Refusal } from './refusal.ts';
import type { ConsoleDomain } from './settings.ts';
import type { SignIn, Stage } from './stage.ts';

/**
 * The domain that passkeys of a stage are bound to: pages of it and of names below it may ask for them. Whoever changes
 * it leaves every passkey behind.
 * @returns null where there are no passkeys
 * @throws Refusal where it is to be the console's, which has none of its own
 */
export function relyingPartyOf(
  { name, signIn }: Pick<Stage, 'name' | 'signIn'>,
  domain: ConsoleDomain | null,
): string | null {
  if (signIn.passkeys === 'OFF') return null;
  if (signIn.passkeys === 'LOCALHOST') return 'localhost';
  if (domain !== null) return domain.name;
  throw new Refusal(
    `Stage ${name} binds passkeys to the domain of the console: --context consoleDomain=<such as people.your.domain>, or signIn.passkeys OFF in its row`,
  );
}

/** Whether a sign-in may begin with something else than a password. */
export const hasChoice = ({ passkeys, emailCodes }: SignIn): boolean =>
  emailCodes || passkeys !== 'OFF';

/** Whether people may change at Cognito what they sign in with. */
export const hasFactorSetUp = ({ mfa, passkeys }: SignIn): boolean =>
  mfa !== 'OFF' || passkeys !== 'OFF';
