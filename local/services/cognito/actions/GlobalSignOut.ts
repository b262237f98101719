import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const GlobalSignOut = defineAction({
  name: 'GlobalSignOut',
  access: 'public',
  input: object({ AccessToken: fields.token }),
  async run(services, request) {
    const { user } = await requireHolder(services, request.AccessToken);
    services.store.sessions.revokeAll(user);
    return {};
  },
});
