import { describe, expect, it } from 'vitest';
import { findProblems } from '../../cdk/check-fields.ts';

const schema = `
  type Query { getUser: User  me: User }
  type User { id: ID!  history: String }
`;
const sound = ['Query.getUser', 'Query.me', 'User.history'];

describe('findProblems', () => {
  it('finds none where schema, bindings and files agree', () => {
    expect(findProblems({ schema, bound: sound, files: sound })).toEqual([]);
  });

  it('names a root field without a resolver, but no other field', () => {
    const names = ['Query.getUser'];
    expect(findProblems({ schema, bound: names, files: names })).toEqual([
      expect.stringContaining('Query.me of schema.graphql has no resolver'),
    ]);
  });

  it('names a file that is bound nowhere', () => {
    const files = [...sound, 'Query.getUsr'];
    expect(findProblems({ schema, bound: sound, files })).toEqual([
      expect.stringContaining('resolvers/Query.getUsr is bound to no data source'),
    ]);
  });

  it('names a binding without a field, and one without a file', () => {
    const bound = [...sound, 'Query.getUsr'];
    expect(findProblems({ schema, bound, files: bound })).toEqual([
      expect.stringContaining('schema.graphql has no such field'),
    ]);
    expect(findProblems({ schema, bound: sound, files: sound.slice(1) })).toEqual([
      expect.stringContaining('Query.getUser is bound in cdk/resolvers.ts, but resolvers/ has no'),
    ]);
  });
});
