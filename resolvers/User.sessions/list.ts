import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { User, UserSession } from '../../generated/schema-types.ts';
import { authorize } from '../lib/authorize.ts';
import { answer, ask } from '../lib/invoke.ts';
import { sessionsOfToken } from '../lib/session.ts';

/** Asks for the sessions of the user. */
export function request(ctx: Context): LambdaRequest {
  const { id } = ctx.source as User;
  return ask(ctx, authorize(ctx, id), { id });
}

/** Those, and which of them asks: Cognito tells that nobody but the holder of another scope. */
export function response(ctx: Context): UserSession[] | null {
  const sessions = answer(ctx) as Omit<UserSession, 'current'>[] | null;
  if (!sessions) return null;
  const { id } = ctx.source as User;
  const isOwn = (ctx.identity as { sub?: string }).sub === id;
  const own = isOwn ? sessionsOfToken(ctx, sessions) : [];
  return sessions.map((session) => ({ ...session, current: own.includes(session.id) }));
}
