import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const GetUserPoolMfaConfig = defineAction({
  name: 'GetUserPoolMfaConfig',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId }),
  run(services, request) {
    const { mfa, enabledMfas, properties, firstFactors, passkeys } = services.pools.get(
      request.UserPoolId,
    );
    const Enabled = enabledMfas.includes('SOFTWARE_TOKEN_MFA');
    const Subject = properties['EmailAuthenticationSubject'];
    const Message = properties['EmailAuthenticationMessage'];
    return {
      MfaConfiguration: mfa,
      ...(mfa === 'OFF' ? {} : { SoftwareTokenMfaConfiguration: { Enabled } }),
      ...(enabledMfas.includes('EMAIL_OTP') ? { EmailMfaConfiguration: { Subject, Message } } : {}),
      ...(firstFactors.includes('WEB_AUTHN')
        ? {
            WebAuthnConfiguration: {
              RelyingPartyId: passkeys.relyingParty ?? undefined,
              UserVerification: passkeys.userVerification,
            },
          }
        : {}),
    };
  },
});
