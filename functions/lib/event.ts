import type { UserRole } from '../../generated/schema-types.ts';
import type { DirectoryErrorType } from './errors.ts';

/** Who asks, as the resolver established it. */
export interface Actor {
  /** The Cognito `sub`, or the id of a machine client. */
  readonly id: string;
  readonly kind: 'user' | 'client';
  readonly role?: UserRole | null;
}

/** What a resolver sends to the function of its field. */
export interface FieldEvent<Arguments> {
  readonly field: string;
  readonly arguments: Arguments;
  readonly actor: Actor;
  /** The JSON texts among the variables that `attributes` may have been given as. */
  readonly attributesTexts?: readonly string[];
  /** The id by which AppSync answers and logs the request; absent where nobody asked over the API. */
  readonly requestId?: string;
}

/** What a function answers; the resolver's response handler raises the error. */
export type FieldAnswer =
  | { readonly data: unknown }
  | {
      readonly error: {
        readonly type: DirectoryErrorType;
        readonly message: string;
        readonly info: unknown;
      };
    };

/** The actor as createdBy, updatedBy and the history name it. */
export const actorName = (actor: Actor) =>
  actor.kind === 'client' ? `client:${actor.id}` : actor.id;

/** The actor of changes that nobody asked for through the API. */
export const SYSTEM_ACTOR = 'system';
