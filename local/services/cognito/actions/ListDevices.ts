import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields, limit } from './common.ts';
import { listDevices } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListDevices.html */
export const ListDevices = defineAction({
  name: 'ListDevices',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    Limit: optional(limit),
    PaginationToken: fields.pageToken,
  }),
  async run(services, request) {
    const { pool, user } = await requireHolder(services, request.AccessToken);
    return listDevices(services, { pool, user, seenBy: 'owner' }, request);
  },
});
