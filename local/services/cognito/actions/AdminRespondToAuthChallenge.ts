import { defineAction } from '../protocol/action.ts';
import { respondToChallenge } from '../flows/respond.ts';
import { object, optional, stringMap } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const AdminRespondToAuthChallenge = defineAction({
  name: 'AdminRespondToAuthChallenge',
  access: 'signed',
  input: object({
    UserPoolId: fields.poolId,
    ChallengeName: fields.challengeName,
    ChallengeResponses: optional(stringMap()),
    ClientId: fields.clientId,
    ClientMetadata: fields.metadata,
    Session: optional(fields.session),
  }),
  run(services, request) {
    const pool = services.pools.get(request.UserPoolId);
    const client = services.pools.clientOf(pool, request.ClientId);
    const caller = { pool, client, clientMetadata: request.ClientMetadata ?? {}, admin: true };
    return respondToChallenge(
      services,
      caller,
      request.ChallengeName,
      request.ChallengeResponses ?? {},
      request.Session,
    );
  },
});
