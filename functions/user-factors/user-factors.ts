import type { UserFactors } from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import type { Services } from '../lib/services.ts';

/** What a user can sign in with; null of somebody whom Cognito does not have. */
export const userFactors = (
  { identity }: Pick<Services, 'identity'>,
  event: FieldEvent<{ readonly id: string }>,
): Promise<UserFactors | null> => identity.factors(event.arguments.id);
