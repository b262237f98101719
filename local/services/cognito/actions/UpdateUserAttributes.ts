import { defineAction } from '../protocol/action.ts';
import { object } from '../protocol/shape.ts';
import { attributeList, readAttributes } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import type { CodeDeliveryDetails } from '../codes/contacts.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { holdBack, sendAttributeCode } from '../codes/attribute-codes.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const UpdateUserAttributes = defineAction({
  name: 'UpdateUserAttributes',
  access: 'public',
  input: object({
    UserAttributes: attributeList,
    AccessToken: fields.token,
    ClientMetadata: fields.metadata,
  }),
  async run(services, request) {
    const { pool, client, user } = await requireHolder(services, request.AccessToken);
    const changes = readAttributes(pool, request.UserAttributes, user, client);
    const { now, waiting } = holdBack(pool, user, changes);
    const changed = changeAttributes(services, pool, user, now);
    const details: CodeDeliveryDetails[] = [];
    for (const contact of waiting) {
      const call = { pool, client, contact, clientMetadata: request.ClientMetadata ?? {} };
      details.push(await sendAttributeCode(services, changed, call, 'UpdateUserAttribute'));
    }
    return { CodeDeliveryDetailsList: details };
  },
});
