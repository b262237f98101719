import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { fields, findTarget, limit } from './common.ts';
import { listDevices } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListDevices.html */
export const AdminListDevices = defineAction({
  name: 'AdminListDevices',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    Limit: optional(limit),
    PaginationToken: fields.pageToken,
  }),
  run: (services, request) =>
    listDevices(services, { ...findTarget(services, request), seenBy: 'admin' }, request),
});
