import { describe, expect, test } from 'vitest';
import { code, constant, createTestApi } from '../../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    user(id: ID!): User
    users: [User!]
    nothing: String
  }
  type User {
    id: ID!
    name: String
    friends: [User!]
    best: User!
  }
`;

describe('execute', () => {
  test('a NONE resolver: its payload is the field, aliases are the keys, in query order', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.user': code('return { payload: { id: ctx.args.id, name: "Ann" } };'),
      },
    });
    const body = await api.query('query ($id: ID!) { second: user(id: $id) { name id } nothing }', {
      id: '7',
    });
    expect(JSON.stringify(body)).toBe('{"data":{"second":{"name":"Ann","id":"7"},"nothing":null}}');
  });

  test('null in a non-null field: bubbles to the nearest nullable parent with its message', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.users': constant([{ id: '1', best: { id: '2', friends: [{ id: null }] } }]),
      },
    });
    const body = await api.query('{ users { id best { id friends { id } } } }');
    expect(body).toEqual({
      data: { users: [{ id: '1', best: { id: '2', friends: null } }] },
      errors: [
        {
          path: ['users', 0, 'best', 'friends', 0, 'id'],
          locations: null,
          message:
            "Cannot return null for non-nullable type: 'ID' within parent 'User' (/users[0]/best/friends[0]/id)",
        },
      ],
    });
  });
});
