import { parse, print } from 'graphql';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { JsonObject, ResultOf, VariablesOf } from '../index.ts';
import { textOf } from '../index.ts';
import * as operations from '../operations.ts';
import type { TypedDocumentString } from '../../generated/publish-user-change.ts';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** Everything that a document for a server may have. */
const KITCHEN_SINK = String.raw`
query Sink($id: ID! = "a\"b\n\u00e9", $list: [[Int!]]! = [[1, -2], []], $no: Filter = {a: {b: null}, c: [ENUM]} @onVariable) @onQuery(if: true) {
  alias: field(a: $id, b: 1.5e3, c: """
    block "text"
      indented
  """, d: false) @include(if: $list) @skip(if: {x: 1}) {
    ...Some @onSpread
    ... on User @onInline { id }
    ... { id }
    ... @include(if: true) { id }
  }
}
fragment Some on User @onFragment { id history(limit: 5) { items { at } } }
mutation { a }
subscription Sub { b }
`;

const documents = Object.entries(operations).filter(([name]) => name.endsWith('Document')) as [
  string,
  operations.UserManagerDocument<unknown, never>,
][];

describe('textOf', () => {
  test('each generated document: is what graphql-js prints', () => {
    expect(documents.length).toBeGreaterThan(20);
    for (const [, document] of documents) {
      expect(print(parse(textOf(document)))).toBe(print(document));
    }
  });

  test('a document of another tool: keeps all that GraphQL has', () => {
    // Block strings are told as what they stand for.
    const plain = (text: string) =>
      print(parse(text, { noLocation: true })).replace(
        /"""[^"]*"text"[^"]*"""/u,
        String.raw`"block \"text\"\n  indented"`,
      );
    expect(print(parse(textOf(parse(KITCHEN_SINK))))).toBe(plain(KITCHEN_SINK));
  });

  test('texts and typed strings: are sent as they are', () => {
    expect(textOf('{ me { id } }')).toBe('{ me { id } }');
    expect(textOf(Object('{ me { id } }') as string)).toBe('{ me { id } }');
  });

  test('a schema: is no document to send', () => {
    expect(() => textOf(parse('type A { a: Int }'))).toThrow('no ObjectTypeDefinition');
  });
});

test('types: own documents have parsed JSON, those of others what their types say', () => {
  type Me = NonNullable<ResultOf<typeof operations.MeDocument>['me']>;
  expectTypeOf<Me['attributes']>().toEqualTypeOf<JsonObject | null>();
  expectTypeOf<Me['role']>().toEqualTypeOf<'ADMIN' | 'MEMBER'>();
  type Created = VariablesOf<typeof operations.CreateUserDocument>['input'];
  expectTypeOf<JsonObject>().toExtend<Created['attributes']>();
  expectTypeOf<'{}'>().toExtend<Created['attributes']>();
  type Theirs = { readonly me: { readonly attributes: string } };
  expectTypeOf<ResultOf<TypedDocumentNode<Theirs>>>().toEqualTypeOf<Theirs>();
  expectTypeOf<ResultOf<TypedDocumentString<Theirs, { id: string }>>>().toEqualTypeOf<Theirs>();
  expectTypeOf<VariablesOf<TypedDocumentString<Theirs, { id: string }>>>().toEqualTypeOf<{
    id: string;
  }>();
  expectTypeOf<ResultOf<string>>().toBeUnknown();
});
