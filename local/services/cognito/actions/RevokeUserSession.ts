import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireTracking } from '../tokens/session-tracking.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';
import { revokeSession, sessionFields } from './session-lists.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeUserSession.html */
export const RevokeUserSession = defineAction({
  name: 'RevokeUserSession',
  access: 'public',
  input: object({ AccessToken: fields.token, ...sessionFields }),
  async run(services, { AccessToken, SessionId }) {
    const { pool, user, session } = await requireHolder(services, AccessToken);
    requireTracking(services, pool);
    revokeSession(services, user, SessionId, session);
    return {};
  },
});
