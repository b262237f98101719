import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';
import { getDevice } from './devices.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetDevice.html */
export const GetDevice = defineAction({
  name: 'GetDevice',
  access: 'public',
  input: object({ AccessToken: optional(fields.token), DeviceKey: fields.deviceKey }),
  async run(services, request) {
    const { pool, user } = await requireHolder(services, request.AccessToken ?? '');
    return getDevice(services, { pool, user, seenBy: 'owner' }, request.DeviceKey);
  },
});
