import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireTracking } from '../tokens/session-tracking.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';
import { listSessions } from './session-lists.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserSessions.html */
export const ListUserSessions = defineAction({
  name: 'ListUserSessions',
  access: 'public',
  input: object({ AccessToken: fields.token, NextToken: fields.pageToken }),
  async run(services, { AccessToken, NextToken }) {
    const { pool, user, session } = await requireHolder(services, AccessToken);
    requireTracking(services, pool);
    return listSessions(services, user, NextToken, session);
  },
});
