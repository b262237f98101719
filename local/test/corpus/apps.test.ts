import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { APPS } from '../../corpus/apps/index.ts';
import { differenceOf, filledIn } from '../../corpus/judge.ts';
import { APPS_FILE, appsPage } from '../../corpus/page.ts';
import { judged } from '../../corpus/result.ts';
import { readResults } from '../../corpus/results-file.ts';
import { nameOf, type CorpusApp } from '../../corpus/types.ts';

describe('local/docs/apps.md', () => {
  test('npm run apps: the page is what ran last', async () => {
    expect(readFileSync(APPS_FILE, 'utf8')).toBe(await appsPage());
  });

  test('results: each is of the commit that the list names', () => {
    const listed = new Map(APPS.map((app) => [nameOf(app), app.commit]));
    const others = readResults().filter((row) => listed.get(nameOf(row)) !== row.commit);
    expect(others).toEqual([]);
  });
});

describe('the list of apps', () => {
  test('entries: each has a repository, a whole commit and a name of its own', () => {
    const unfit = APPS.filter(
      ({ repository, commit }) =>
        !/^[\w.-]+\/[\w.-]+$/u.test(repository) || !/^[0-9a-f]{40}$/u.test(commit),
    );
    expect(unfit).toEqual([]);
    expect(new Set(APPS.map(nameOf)).size).toBe(APPS.length);
  });

  test('operations: each is a document', () => {
    const documents = APPS.flatMap(({ operations }) =>
      operations.flatMap((operation) => {
        if ('publish' in operation) return [];
        return 'subscribe' in operation ? operation.subscribe : operation.document;
      }),
    );
    expect(documents.map((document) => parse(document).kind)).toHaveLength(documents.length);
  });
});

const APP: CorpusApp = {
  repository: 'someone/app',
  commit: 'a'.repeat(40),
  kind: 'CDK v2',
  operations: [{ document: '{ a }' }],
};
const BY = { engine: '00000000', date: '2026-11-30' };

describe('judged', () => {
  test.each([
    ['pass', { unsupported: [], operations: [{ title: 'query a', failure: null }] }, true],
    ['partly', { unsupported: [], operations: [{ title: 'query a', failure: 'no' }] }, true],
    ['not', { refused: 'it says why' }, false],
    ['not', { notHad: 'no commit' }, null],
  ] as const)('%s: of %j', (result, ran, whole) => {
    expect(judged(APP, ran, BY)).toMatchObject({ result, whole });
  });

  test('whole: not with something of AppSync that is not played', () => {
    const unsupported = [{ type: 'AWS::AppSync::DomainName', consequence: '' }];
    expect(judged(APP, { unsupported, operations: [] }, BY).whole).toBe(false);
  });

  test('whole: with something of another service that is not played', () => {
    const unsupported = [{ type: 'AWS::WAFv2::WebACL', consequence: '' }];
    expect(judged(APP, { unsupported, operations: [] }, BY).whole).toBe(true);
  });

  test('why: tells no path of the machine', () => {
    const { why } = judged(APP, { refused: 'no file /tmp/appsync-apps/a/b/index.js\nthere' }, BY);
    expect(why).toBe('no file index.js there');
  });
});

describe('differenceOf', () => {
  test.each([
    [{ a: 1, b: 2 }, { a: 1 }, null],
    [{ a: 'x' }, { a: '*' }, null],
    [{ a: null }, { a: '*' }, 'data.a is null'],
    [{ a: [1, 2] }, { a: [1] }, null],
    [{ a: [] }, { a: [1] }, 'data.a has 0 elements'],
    [{ a: 'xyz' }, { a: '/^x/' }, null],
    [{ a: { b: 2 } }, { a: { b: 1 } }, 'data.a.b is 2'],
    [null, { a: 1 }, 'data is null'],
  ])('%j against %j: %s', (answer, expected, difference) => {
    expect(differenceOf(answer, expected)).toBe(difference);
  });
});

test('filledIn: takes what the latest answer has', () => {
  const answers = [{ add: { id: '1' } }, null, { add: { id: '2' } }, { other: true }];
  expect(filledIn({ input: [{ id: '{{add.id}}' }], text: 'as it is' }, answers)).toEqual({
    input: [{ id: '2' }],
    text: 'as it is',
  });
});
