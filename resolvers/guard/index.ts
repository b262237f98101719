import type { Context } from '@aws-appsync/utils';
import { admit } from '../lib/authorize.ts';

/** Before the steps: whoever is refused by the token alone costs no read. */
export function request(ctx: Context) {
  admit(ctx);
  return {};
}

/** What the field's own step answered. */
export function response(ctx: Context): unknown {
  return (ctx.prev as { result: unknown }).result;
}
