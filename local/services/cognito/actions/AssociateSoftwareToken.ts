import { defineAction } from '../protocol/action.ts';
import { object, optional } from '../protocol/shape.ts';
import { associateToken } from '../flows/software-token.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html */
export const AssociateSoftwareToken = defineAction({
  name: 'AssociateSoftwareToken',
  access: 'public',
  input: object({ AccessToken: optional(fields.token), Session: optional(fields.session) }),
  run: (services, request) => associateToken(services, request.AccessToken, request.Session),
});
