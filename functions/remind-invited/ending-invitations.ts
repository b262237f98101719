import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { USER_ROLES } from '../../generated/enum-values.ts';
import { invitedPages } from '../lib/invited-pages.ts';

/**
 * Ids of all whose invitation ends after one moment, and by another at the latest, as the index has them: a
 * moment behind.
 * @param after ISO 8601
 * @param by ISO 8601
 */
export async function* endingInvitations(
  services: { readonly documents: DynamoDBDocumentClient; readonly table: string },
  after: string,
  by: string,
): AsyncGenerator<readonly string[]> {
  const question = {
    filter: 'invitation.expiresAt > :after AND invitation.expiresAt <= :by',
    values: { ':after': after, ':by': by },
    ProjectionExpression: 'id',
  };
  for (const role of USER_ROLES) {
    for await (const { Items = [] } of invitedPages(services, role, question)) {
      yield Items.map(({ id }) => String(id));
    }
  }
}
