import { defineAction } from '../protocol/action.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { verifyToken } from '../flows/software-token.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html */
export const VerifySoftwareToken = defineAction({
  name: 'VerifySoftwareToken',
  access: 'public',
  input: object({
    AccessToken: optional(fields.token),
    Session: optional(fields.session),
    UserCode: string({ min: 6, max: 6, pattern: '[0-9]+', sensitive: true }),
    FriendlyDeviceName: optional(string({ max: 131_072 })),
  }),
  run: (services, request) => verifyToken(services, request),
});
