/** The same API for both servers: the part of the product's that fan-out is about. */
export const TYPES = `
  type Subscription { onUserChange(type: String, id: ID): UserChange ON_CHANGE }
  type UserChange { type: String! user: User! changedFields: [String!]! actor: String! at: String! }
  type User {
    id: ID! email: String! firstName: String! lastName: String! role: String! status: String!
    version: Int! createdAt: String! updatedAt: String!
  }
`;

export const DOCUMENT = `subscription OnUserChange($type: String, $id: ID) {
  onUserChange(type: $type, id: $id) {
    type
    user { id email firstName lastName role status version createdAt updatedAt }
    changedFields
    actor
    at
  }
}`;

/** The user that changes. */
export const CHANGED = 'changed-user';

/** Milliseconds since the epoch with fractions, the same in all processes of a machine. */
export const now = (): number => performance.timeOrigin + performance.now();

/** A change whose `at` is the moment it was published. */
export function makeChange(version: number) {
  const day = '2026-01-01T00:00:00.000Z';
  return {
    type: 'UPDATED',
    user: {
      id: CHANGED,
      email: 'grace.hopper@example.com',
      firstName: 'Grace',
      lastName: 'Hopper',
      role: 'MEMBER',
      status: 'ACTIVE',
      version,
      createdAt: day,
      updatedAt: day,
    },
    changedFields: ['firstName'],
    actor: 'system',
    at: String(now()),
  };
}

/** A change of a user as publishers send it. */
export type Change = ReturnType<typeof makeChange>;

/**
 * What a subscription wants: two tests. `own` is a value that only this subscription has, so that no
 * server can test many subscriptions at once.
 */
export interface Wanted {
  readonly types: readonly string[];
  readonly ids: readonly string[];
}

/** What a subscription with this type and value of its own wants. */
export const wantedBy = (type: string, own: string): Wanted => ({
  types: [type, 'DELETED'],
  ids: [own, CHANGED],
});
