import { defineAction } from '../protocol/action.ts';
import { respondToChallenge } from '../flows/respond.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const RespondToAuthChallenge = defineAction({
  name: 'RespondToAuthChallenge',
  access: 'public',
  input: object({
    ChallengeName: fields.challengeName,
    ChallengeResponses: optional(stringMap()),
    ClientId: fields.clientId,
    ClientMetadata: fields.metadata,
    Session: optional(fields.session),
  }),
  run(services, { ChallengeName, ChallengeResponses, ClientId, ClientMetadata, Session }) {
    const { pool, client } = services.pools.client(ClientId);
    const caller = { pool, client, clientMetadata: ClientMetadata ?? {}, admin: false };
    return respondToChallenge(services, caller, ChallengeName, ChallengeResponses ?? {}, Session);
  },
});
