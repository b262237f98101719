import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const GetUserPoolMfaConfig = defineAction({
  name: 'GetUserPoolMfaConfig',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId }),
  run(services, request) {
    const { mfa, enabledMfas } = services.pools.get(request.UserPoolId);
    const Enabled = enabledMfas.includes('SOFTWARE_TOKEN_MFA');
    return {
      MfaConfiguration: mfa,
      ...(mfa === 'OFF' ? {} : { SoftwareTokenMfaConfiguration: { Enabled } }),
    };
  },
});
