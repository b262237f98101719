import { describe, expect, it } from 'vitest';
import { upgradeProblems, type Kept, type Release } from '../../cdk/upgrade.ts';

const pool: Kept = {
  type: 'AWS::Cognito::UserPool',
  properties: { UsernameAttributes: ['email'], Schema: [{ Name: 'email', Required: true }] },
};

const keys = (hash: string) => ({ KeySchema: [{ AttributeName: hash }], Projection: 'ALL' });

const table: Kept = {
  type: 'AWS::DynamoDB::GlobalTable',
  properties: { KeySchema: [{ AttributeName: 'pk' }] },
  indexes: { byEmail: keys('entity'), byName: keys('entity') },
};

const released: Release = { Pool1: pool, Table1: table };

const withTable = (change: Partial<Kept>): Release => ({
  ...released,
  Table1: { ...table, ...change },
});
const withIndexes = (...names: readonly string[]): Release =>
  withTable({ indexes: Object.fromEntries(names.map((name) => [name, keys('entity')])) });

describe('upgradeProblems', () => {
  it.each([
    ['nothing changes', released],
    ['something comes beside', { ...released, Pool2: pool }],
    ['one index comes', withIndexes('byEmail', 'byName', 'byPhone')],
    ['one index goes', withIndexes('byEmail')],
    [
      'the pool learns an attribute',
      {
        ...released,
        Pool1: {
          ...pool,
          properties: {
            ...pool.properties,
            Schema: [{ Name: 'team' }, { Name: 'email', Required: true }],
          },
        },
      },
    ],
  ])('has none when %s', (_what, present) => {
    expect(upgradeProblems(released, present)).toEqual([]);
  });

  it('names what another logical id, or another type, would lose', () => {
    expect(upgradeProblems(released, { Pool2: pool, Table1: { ...table, type: 'Other' } })).toEqual(
      [
        expect.stringMatching(
          /^Pool1 \(AWS::Cognito::UserPool\) is gone: .*delete it.*\n.*overrideLogicalId\('Pool1'\)/u,
        ),
        expect.stringMatching(/^Table1 .* is Other now/u),
      ],
    );
  });

  it('names a property that AWS does not change, with the steps beside it', () => {
    const changed = withTable({ properties: { KeySchema: [{ AttributeName: 'id' }] } });
    expect(upgradeProblems(released, changed)).toEqual([
      expect.stringMatching(/^Table1 .*KeySchema is another: .*\n.*1\. add a second .*4\. remove/u),
    ]);
  });

  it('refuses an attribute that the pool would have to give back', () => {
    const Schema: unknown[] = [];
    const changed = { ...released, Pool1: { ...pool, properties: { ...pool.properties, Schema } } };
    expect(upgradeProblems(released, changed)).toEqual([
      expect.stringContaining('Schema is another'),
    ]);
  });

  // CloudFormation: "Cannot perform more than one GSI creation or deletion in a single update".
  it('names the order of several indexes that come and go', () => {
    const [problem] = upgradeProblems(released, withIndexes('byEmail', 'byPhone', 'byWord'));
    expect(problem).toContain('Table1: 3 indexes come or go');
    expect(problem).toContain(
      '1. add byPhone, deploy, and wait until it is ACTIVE; 2. add byWord, deploy, and wait until it is ' +
        'ACTIVE; 3. deploy what reads the new ones; 4. remove byName and deploy.',
    );
  });

  it('refuses an index that keeps its name and has other keys', () => {
    const changed = withTable({ indexes: { byEmail: keys('email'), byName: keys('entity') } });
    expect(upgradeProblems(released, changed)).toEqual([
      expect.stringContaining('the index byEmail is another'),
    ]);
  });
});
