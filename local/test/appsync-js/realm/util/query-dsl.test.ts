import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

describe('util.transform.toElasticsearchQueryDSL', () => {
  test('the documented sample', () => {
    const text = valueOf(
      'util.transform.toElasticsearchQueryDSL({ upvotes: { ne: 15, range: [10, 20] }, title: { eq: "hihihi", wildcard: "h*i" } })',
    );
    expect(JSON.parse(String(text))).toEqual({
      bool: {
        must: [
          {
            bool: {
              must: [
                { bool: { must_not: { term: { upvotes: 15 } } } },
                { range: { upvotes: { gte: 10, lte: 20 } } },
              ],
            },
          },
          { bool: { must: [{ term: { title: 'hihihi' } }, { wildcard: { title: 'h*i' } }] } },
        ],
      },
    });
  });

  // AWS shows the operators of the sample above; the others follow the query DSL of OpenSearch.
  test.each([
    ['{ a: { match: "x" } }', { match: { a: 'x' } }],
    ['{ a: { matchPhrase: "x" } }', { match_phrase: { a: 'x' } }],
    ['{ a: { matchPhrasePrefix: "x" } }', { match_phrase_prefix: { a: 'x' } }],
    ['{ a: { multiMatch: "x" } }', { multi_match: { query: 'x', fields: ['a'] } }],
    ['{ a: { regexp: "x.*" } }', { regexp: { a: 'x.*' } }],
    ['{ a: { exists: true } }', { exists: { field: 'a' } }],
    ['{ a: { exists: false } }', { bool: { must_not: { exists: { field: 'a' } } } }],
    [
      '{ a: { gt: 1, lte: 5 } }',
      { bool: { must: [{ range: { a: { gt: 1 } } }, { range: { a: { lte: 5 } } }] } },
    ],
    [
      '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { not: { c: { eq: 3 } } }] }] }',
      {
        bool: {
          must: [
            { term: { a: 1 } },
            {
              bool: {
                should: [{ term: { b: 2 } }, { bool: { must_not: { term: { c: 3 } } } }],
              },
            },
          ],
        },
      },
    ],
  ])('%s', (filter, query) => {
    const text = valueOf(`util.transform.toElasticsearchQueryDSL(${filter})`);
    expect(JSON.parse(String(text))).toEqual(query);
  });

  test.each(['null', '{ a: 1 }', '{ a: { toString: 1 } }', '{ a: { range: [1] } }', '{ or: {} }'])(
    '%s: cannot be rendered, gives null',
    (filter) => {
      expect(valueOf(`util.transform.toElasticsearchQueryDSL(${filter})`)).toBeNull();
    },
  );
});
