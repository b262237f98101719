import { associateToken } from '../flows/software-token.ts';
import type { Services } from '../services.ts';
import type { Known } from './page.ts';
import { emailSetupPage, factorPage, totpSetupPage } from './sign-in-pages.ts';
import type { Next } from './steps.ts';

/** What can be set up on the pages; numbers for text messages cannot. */
const ON_PAGES = ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'];

/** The first page of the set-up that a pool demands. */
export function askForSetup(
  services: Services,
  at: Known,
  offered: readonly string[],
): Promise<Next> | Next {
  const factors = ON_PAGES.filter((name) => offered.includes(name));
  const [only = 'SOFTWARE_TOKEN_MFA', ...others] = factors;
  if (others.length === 0) return setUp(services, at, only);
  return { show: (context) => factorPage(context, { ...at, step: 'MFA_SETUP', factors }) };
}

/** The page that sets one factor up. */
export async function setUp(services: Services, at: Known, factor: string): Promise<Next> {
  if (factor === 'EMAIL_OTP') return { show: (context) => emailSetupPage(context, at, '') };
  const { SecretCode: secret, Session } = await associateToken(services, undefined, at.session);
  const next = { username: at.username, session: Session ?? '', secret };
  return { show: (context) => totpSetupPage(context, next) };
}

/** The key that waits for its first code. */
export function secretToSetUp(services: Services, session: string): string | undefined {
  const pending = services.challenges.get(session);
  if (pending?.kind !== 'MFA_SETUP' || pending.userId === null) return undefined;
  return services.store.users.byId(pending.userId)?.mfa.pendingTotpSecret;
}
