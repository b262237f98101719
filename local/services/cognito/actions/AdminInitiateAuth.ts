import { defineAction } from '../protocol/action.ts';
import { initiateAuth } from '../flows/initiate.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const AdminInitiateAuth = defineAction({
  name: 'AdminInitiateAuth',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    AuthFlow: fields.authFlow,
    AuthParameters: optional(stringMap()),
    ClientId: fields.clientId,
    ClientMetadata: fields.metadata,
    Session: optional(fields.session),
  }),
  run(services, { UserPoolId, AuthFlow, AuthParameters, ClientId, ClientMetadata, Session }) {
    const pool = services.pools.get(UserPoolId);
    const client = services.pools.clientOf(pool, ClientId);
    const said = { clientMetadata: {}, validationData: ClientMetadata ?? {} };
    const caller = { pool, client, ...said, admin: true };
    return initiateAuth(services, caller, AuthFlow, AuthParameters ?? {}, Session);
  },
});
