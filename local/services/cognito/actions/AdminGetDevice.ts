import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';
import { getDevice } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetDevice.html */
export const AdminGetDevice = defineAction({
  name: 'AdminGetDevice',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    DeviceKey: fields.deviceKey,
  }),
  run: (services, request) =>
    getDevice(services, { ...findTarget(services, request), seenBy: 'admin' }, request.DeviceKey),
});
