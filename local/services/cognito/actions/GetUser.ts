import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { mayRead, writeAttributes } from '../users/attributes.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { mfaOf } from '../users/second-factors.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const GetUser = defineAction({
  name: 'GetUser',
  access: 'public',
  input: object({ AccessToken: fields.token }),
  async run(services, request) {
    const { user, client } = await requireHolder(services, request.AccessToken);
    return {
      Username: user.username,
      UserAttributes: writeAttributes(user, (name) => mayRead(client, name)),
      ...mfaOf(user),
    };
  },
});
