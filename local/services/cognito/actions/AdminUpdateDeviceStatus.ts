import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields, findTarget } from './common.ts';
import { deviceStatus, updateDevice } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateDeviceStatus.html */
export const AdminUpdateDeviceStatus = defineAction({
  name: 'AdminUpdateDeviceStatus',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    Username: fields.username,
    DeviceKey: fields.deviceKey,
    DeviceRememberedStatus: deviceStatus,
  }),
  run: (services, request) =>
    updateDevice(
      services,
      { ...findTarget(services, request), seenBy: 'admin' },
      { DeviceKey: request.DeviceKey, status: request.DeviceRememberedStatus },
    ),
});
