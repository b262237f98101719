import type { FieldEvent } from '../../model/invocation.ts';
import type { Services } from '../lib/services.ts';
import type { KnownSession } from '../lib/sessions.ts';

/** Where a user is signed in; null when the pool keeps track of no sessions. The resolver adds which one asks. */
export const userSessions = (
  { identity }: Pick<Services, 'identity'>,
  event: FieldEvent<{ readonly id: string }>,
): Promise<KnownSession[] | null> => identity.sessions(event.arguments.id);
