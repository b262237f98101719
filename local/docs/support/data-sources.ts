import { operations as dynamodb } from '../../data-sources/AMAZON_DYNAMODB/index.ts';
import { operations as lambda } from '../../data-sources/AWS_LAMBDA.ts';
import { factories } from '../../data-sources/create-data-sources.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

/** CloudFormation's other values of Type. */
const NOT_RUN = ['AMAZON_BEDROCK_RUNTIME', 'AMAZON_ELASTICSEARCH', 'AMAZON_OPENSEARCH_SERVICE'];

const LAMBDA = ['local/test/data-sources/AWS_LAMBDA.test.ts', 'local/test/fixtures/orders'];

/** The data sources and their operations. */
export function dataSources(): Section {
  const named = 'Named at start; its fields answer `UnsupportedDataSource`.';
  const run = Object.keys(factories).filter((type) => type !== 'UNSUPPORTED');
  const types = rowsOf([...run, ...NOT_RUN], {
    tests: [...LAMBDA, 'local/test/data-sources', 'local/test/fixtures/ledger', 'test/fixtures'],
    notes: {
      AMAZON_EVENTBRIDGE: 'Events go to the rules of the bus, and are written to the log.',
      AMAZON_DYNAMODB:
        'Also versioned ones: metadata, tombstones, delta table, and conflict detection with `OPTIMISTIC_CONCURRENCY`, `AUTOMERGE` and `LAMBDA`.',
      RELATIONAL_DATABASE:
        'One or two statements to the RDS Data API below, one after the other, each committed by itself.',
      HTTP: 'Signed with a key of its role when the endpoint has IAM authorization. Hosts of AWS are led to the gateway unless `--allow-aws` is given; what fails is in the log.',
    },
    not: Object.fromEntries(NOT_RUN.map((type) => [type, named])),
    sign: (type) => SIGNS[type] ?? type,
  });
  return {
    title: 'Data sources',
    body: [
      supportTable('type', types),
      '**Operations of `AMAZON_DYNAMODB`**, with conditions, filters, projections and encrypted page tokens that are bound to their resolver:',
      supportTable(
        'operation',
        rowsOf([...dynamodb.keys()], {
          tests: ['local/test/data-sources/AMAZON_DYNAMODB'],
          sign: (name) => [`describe('${name}`, `test('${name}`, `operation: '${name}'`],
          notes: {
            Sync: 'Of versioned data sources; another answers `UnsupportedOperation`.',
          },
        }),
      ),
      '**Operations of `AWS_LAMBDA`**, and resolvers without code:',
      supportTable(
        'operation',
        rowsOf([...lambda.keys(), ...WAYS], {
          tests: LAMBDA,
          sign: (name) => (name === 'invocationType Event' ? 'Event' : (DIRECT[name] ?? name)),
          notes: {
            'invocationType Event': 'A call that fails is repeated, as under Lambda below.',
          },
        }),
      ),
    ],
  };
}

const DIRECT: Readonly<Record<string, string>> = {
  'without code': 'without code',
  'without code, in batches': 'batches without code',
};
const WAYS = ['invocationType Event', ...Object.keys(DIRECT)];

const SIGNS: Readonly<Record<string, string>> = {
  AWS_LAMBDA: 'Invoke',
  AMAZON_DYNAMODB: 'PutItem',
  AMAZON_EVENTBRIDGE: 'PutEvents',
  RELATIONAL_DATABASE: 'data source RELATIONAL_DATABASE',
};
