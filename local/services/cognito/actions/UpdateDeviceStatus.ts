import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';
import { deviceStatus, updateDevice } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateDeviceStatus.html */
export const UpdateDeviceStatus = defineAction({
  name: 'UpdateDeviceStatus',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    DeviceKey: fields.deviceKey,
    DeviceRememberedStatus: deviceStatus,
  }),
  async run(services, request) {
    const { pool, user } = await requireHolder(services, request.AccessToken);
    return updateDevice(
      services,
      { pool, user, seenBy: 'owner' },
      { DeviceKey: request.DeviceKey, status: request.DeviceRememberedStatus },
    );
  },
});
