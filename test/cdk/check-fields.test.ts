import { describe, expect, it } from 'vitest';
import { findProblems } from '../../cdk/check-fields.ts';

const schema = `
  type Query { getUser: User  me: User }
  type User { id: ID!  history: String }
`;
const invoked: string[] = [];
const sound = ['Query.getUser', 'Query.me', 'User.history'];

describe('findProblems', () => {
  it('finds none where schema, bindings and files agree', () => {
    expect(findProblems({ schema, bound: sound, invoked, files: sound })).toEqual([]);
  });

  it('names a root field without a resolver, but no other field', () => {
    const names = ['Query.getUser'];
    expect(findProblems({ schema, bound: names, invoked, files: names })).toEqual([
      expect.stringContaining('Query.me of schema.graphql has no resolver'),
    ]);
  });

  it('names a file that is of no operation', () => {
    const files = [...sound, 'Query.getUsr'];
    expect(findProblems({ schema, bound: sound, invoked, files })).toEqual([
      expect.stringContaining(
        'resolvers/Query.getUsr is of no operation: add it in model/operations.ts',
      ),
    ]);
  });

  it('names an operation without a field, and one without a file', () => {
    const bound = [...sound, 'Query.getUsr'];
    expect(findProblems({ schema, bound, invoked, files: bound })).toEqual([
      expect.stringContaining('schema.graphql has no such field'),
    ]);
    expect(findProblems({ schema, bound: sound, invoked, files: sound.slice(1) })).toEqual([
      expect.stringContaining('Query.getUser is in model/operations.ts, but resolvers/ has no'),
    ]);
  });

  it('wants no file for a field that a function answers, and names one that is there', () => {
    const names = { schema, bound: sound, invoked: ['Query.me'] };
    expect(findProblems({ ...names, files: ['Query.getUser', 'User.history'] })).toEqual([]);
    expect(findProblems({ ...names, files: sound })).toEqual([
      expect.stringContaining('resolvers/Query.me is never run'),
    ]);
  });
});
