import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import { FRESH, type Freshness } from '../../model/freshness.ts';
import { reauthenticationRequired, secondFactorRequired } from './errors.ts';
import { signedInAt } from './session.ts';

interface Args {
  readonly input?: { readonly role?: string | null } | null;
}

/**
 * Refuses an administrator whose sign-in does not prove enough for the field: it must have asked for a second
 * factor, and for what cannot be taken back it must be fresh, as the stage says (cdk/api.ts). A setting or a claim
 * that is missing refuses.
 */
export function requireAssurance(ctx: Context<Args>): void {
  const { ADMINS_NEED_SECOND_FACTOR: needed, REAUTHENTICATE_AFTER: after } = ctx.env;
  if (needed !== 'false' && !hasSecondFactor(ctx)) secondFactorRequired();
  if (after === 'never' || !mustBeFresh(ctx)) return;
  const maxAge = +(after ?? 0);
  const age = util.time.nowEpochSeconds() - signedInAt(ctx);
  // Not `age > maxAge`: a setting that is no number lets nobody through.
  if (!(age <= maxAge)) reauthenticationRequired(maxAge || 0);
}

/**
 * By the claim that Cognito alone writes, also into renewed tokens; no trigger can.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-step-up-authentication.html
 */
function hasSecondFactor(ctx: Context): boolean {
  const { claims } = ctx.identity as { claims: { amr?: string[] | null } };
  return (claims.amr ?? []).indexOf('mfa') >= 0;
}

function mustBeFresh({ info, args }: Context<Args>): boolean {
  const rules: Record<string, Freshness | undefined> = FRESH;
  const rule = rules[`${info.parentTypeName}.${info.fieldName}`];
  if (rule === 'always') return true;
  const role = args.input?.role ?? null;
  if (rule === 'anyRole') return role !== null;
  return rule === 'newAdmin' && role === 'ADMIN';
}
