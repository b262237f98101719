import { defineAction } from '../protocol/action.ts';
import { initiateAuth } from '../flows/initiate.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const InitiateAuth = defineAction({
  name: 'InitiateAuth',
  access: 'public',
  input: object({
    AuthFlow: fields.authFlow,
    AuthParameters: optional(stringMap()),
    ClientId: fields.clientId,
    ClientMetadata: fields.metadata,
    Session: optional(fields.session),
  }),
  run(services, { AuthFlow, AuthParameters, ClientId, ClientMetadata, Session }) {
    const { pool, client } = services.pools.client(ClientId);
    const said = { clientMetadata: {}, validationData: ClientMetadata ?? {} };
    const caller = { pool, client, ...said, admin: false };
    return initiateAuth(services, caller, AuthFlow, AuthParameters ?? {}, Session);
  },
});
