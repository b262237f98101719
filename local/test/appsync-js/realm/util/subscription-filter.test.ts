import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

describe('util.transform.toSubscriptionFilter', () => {
  const rule = (fieldName: string, operator: string, value: unknown) => ({
    fieldName,
    operator,
    value,
  });
  const groups = (...entries: readonly (readonly unknown[])[]) => ({
    filterGroup: entries.map((filters) => ({ filters })),
  });
  const SAMPLE =
    '{ percentageUp: { lte: 50, gte: 20 }, and: [{ title: { ne: "Book1" } }, { downvotes: { gt: 2000 } }], or: [{ author: { eq: "Admin" } }, { isPublished: { eq: false } }] }';
  const both = [rule('title', 'ne', 'Book1'), rule('downvotes', 'gt', 2000)];
  const ROWS: readonly { id: string; args: string; gives: unknown }[] = [
    {
      id: 'the documented sample multiplies out',
      args: SAMPLE,
      gives: groups(
        [rule('percentageUp', 'lte', 50), ...both, rule('author', 'eq', 'Admin')],
        [rule('percentageUp', 'lte', 50), ...both, rule('isPublished', 'eq', false)],
        [rule('percentageUp', 'gte', 20), ...both, rule('author', 'eq', 'Admin')],
        [rule('percentageUp', 'gte', 20), ...both, rule('isPublished', 'eq', false)],
      ),
    },
    {
      id: 'the documented sample with ignored fields',
      args: `${SAMPLE}, ["percentageUp", "author"]`,
      gives: groups([...both, rule('isPublished', 'eq', false)]),
    },
    {
      id: 'the documented sample with rules',
      args: `${SAMPLE}, ["percentageUp", "author"], { upvotes: { gte: 250 }, author: { eq: "Person1" } }`,
      gives: groups(
        [...both, rule('isPublished', 'eq', false), rule('upvotes', 'gte', 250)],
        [...both, rule('isPublished', 'eq', false), rule('author', 'eq', 'Person1')],
      ),
    },
    {
      id: 'two fields are combined',
      args: '{ a: { eq: 1 }, b: { gt: 2 } }',
      gives: groups([rule('a', 'eq', 1), rule('b', 'gt', 2)]),
    },
    {
      id: 'two operators of one field are alternatives',
      args: '{ a: { eq: 1, ne: 2 } }',
      gives: groups([rule('a', 'eq', 1)], [rule('a', 'ne', 2)]),
    },
    {
      id: 'an or within an and',
      args: '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] }',
      gives: groups(
        [rule('a', 'eq', 1), rule('b', 'eq', 2)],
        [rule('a', 'eq', 1), rule('c', 'eq', 3)],
      ),
    },
    {
      id: 'unknown operators pass',
      args: '{ a: { bogus: 1 } }',
      gives: groups([rule('a', 'bogus', 1)]),
    },
    {
      id: 'not is a field',
      args: '{ not: { a: { eq: 1 } } }',
      gives: groups([rule('not', 'a', { eq: 1 })]),
    },
    { id: 'rules alone', args: '{}, [], { r: { eq: 1 } }', gives: groups([rule('r', 'eq', 1)]) },
    { id: 'an empty filter', args: '{}', gives: groups() },
    { id: 'a field without operator', args: '{ a: {} }', gives: groups() },
    { id: 'null', args: 'null', gives: null },
    { id: 'no filter at all', args: '', gives: null },
    { id: 'a list', args: '[]', gives: null },
    { id: 'a field that holds a value instead of operators', args: '{ a: 1 }', gives: null },
    { id: 'an and that is no list', args: '{ and: { a: { eq: 1 } } }', gives: null },
    { id: 'an or with a member that is no filter', args: '{ or: [1] }', gives: null },
    { id: 'JSON text is not read', args: '\'{"a":{"eq":1}}\'', gives: null },
  ];
  test.each(ROWS)('$id', ({ args, gives }) => {
    expect(valueOf(`util.transform.toSubscriptionFilter(${args})`)).toEqual(gives);
  });
});
