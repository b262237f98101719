import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';
import { forgetDevice } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminForgetDevice.html */
export const AdminForgetDevice = defineAction({
  name: 'AdminForgetDevice',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    DeviceKey: fields.deviceKey,
  }),
  run: (services, request) =>
    forgetDevice(
      services,
      { ...findTarget(services, request), seenBy: 'admin' },
      request.DeviceKey,
    ),
});
