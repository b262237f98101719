import type { UserRole } from '../generated/schema-types.ts';

/** Who asks, as the resolver established it. */
export interface Actor {
  /** The Cognito `sub`, or the id of a machine client. */
  readonly id: string;
  readonly kind: 'user' | 'client';
  /** Null for a machine client. */
  readonly role: UserRole | null;
}

/** The actor as createdBy, updatedBy and the history name it: the id of a user, `client:<id>` of a machine. */
export function actorName({ id, kind }: Pick<Actor, 'id' | 'kind'>): string {
  return kind === 'client' ? `client:${id}` : id;
}

/** The actor of changes that nobody asked for through the API. */
export const SYSTEM_ACTOR = 'system';

/** Who imported users are created by: `client:users-cli`, as records of today say. */
export const IMPORT_ACTOR = {
  id: 'users-cli',
  kind: 'client',
  role: null,
} as const satisfies Actor;
