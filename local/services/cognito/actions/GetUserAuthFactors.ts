import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { authFactorsOf, fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAuthFactors.html */
export const GetUserAuthFactors = defineAction({
  name: 'GetUserAuthFactors',
  access: 'public',
  input: object({ AccessToken: fields.token }),
  async run(services, { AccessToken }) {
    const { pool, user } = await requireHolder(services, AccessToken);
    return authFactorsOf(services, pool, user);
  },
});
