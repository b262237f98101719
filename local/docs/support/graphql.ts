import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { LOOP_LIMIT } from '../../appsync-js/compile/compile.ts';
import { LIMITS as EVALUATION_LIMITS } from '../../appsync-js/sandbox/watch.ts';
import { MOST_CHARACTERS } from '../../appsync-js/rules/code-size.ts';
import { limits } from '../../graphql/limits.ts';
import { scalars } from '../../graphql/scalars/index.ts';
import { MAX_FUNCTIONS } from '../../resolver-runs/create-field-resolvers.ts';
import { grouped, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const PRELUDE = join(import.meta.dirname, '..', '..', 'graphql', 'aws-prelude.graphql');

/** Validation, execution and scalars. */
export function graphql(): Section {
  return {
    title: 'GraphQL',
    body: [
      'Queries, mutations (root fields one after the other), subscriptions, fragments, variables, `@skip`, `@include`, interfaces and unions by `__typename`. Errors have AppSync’s form and graphql-java’s words. No batching of several requests in one, no `@defer`, no persisted queries: as in AppSync.',
      '**Scalars**, checked both ways:',
      supportTable(
        'scalar',
        rowsOf([...scalars.keys()], {
          tests: ['local/test/graphql/scalars.test.ts', 'local/test/graphql'],
          partly: { Long: 'Exact up to 2^53.' },
        }),
      ),
      '**Directives** that AppSync declares by itself:',
      supportTable('directive', rowsOf(directiveNames(), DIRECTIVES)),
      '**Limits** of schemas and requests:',
      table(['limit', 'value', 'beyond it'], requestLimits()),
    ],
  };
}

function directiveNames(): string[] {
  return parse(readFileSync(PRELUDE, 'utf8')).definitions.flatMap((node) =>
    node.kind === Kind.DIRECTIVE_DEFINITION ? [`@${node.name.value}`] : [],
  );
}

const DIRECTIVES = {
  tests: [
    'local/test/auth/field-authorizer.test.ts',
    'local/test/fixtures/gallery',
    'local/test/graphql',
    'test/fixtures',
  ],
  partly: {
    '@aws_publish': 'Accepted and without effect, as AppSync reads `@aws_subscribe` only.',
  },
  notes: {
    '@aws_auth': 'Ignored in an API with several modes, as AppSync does.',
  },
  sign: (name: string) => [name, name.slice(1)],
};

function requestLimits(): string[][] {
  const inMegabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
  return [
    ['schema of an API', inMegabytes(limits.schemaSize), 'the start is refused'],
    ['tokens of a document', grouped(limits.queryTokens), 'the request fails'],
    ['time of a request', `${limits.requestTime / 1_000} s`, '`Execution timed out.`'],
    [
      'answer of a resolver',
      inMegabytes(limits.responseSize),
      '`MappingTemplate`, `Transformation too large`',
    ],
    [
      'resolver runs',
      `\`ResolverCountLimit\`, at most ${grouped(limits.resolvers)}`,
      '`ResolverExecutionLimitReached`',
    ],
    ['depth', '`QueryDepthLimit`', '`QueryDepthLimitReached`, partial data'],
    ['subscription invalidations', String(limits.invalidations), 'an error, the rest is dropped'],
    ['functions of a pipeline', String(MAX_FUNCTIONS), 'the start is refused'],
    [
      'code of a resolver or function',
      `${grouped(MOST_CHARACTERS)} characters`,
      'the start is refused',
    ],
    [
      'time of a handler',
      `${EVALUATION_LIMITS.milliseconds / 1_000} s`,
      'the field has an error of type `Code`',
    ],
    [
      'memory of a handler',
      inMegabytes(EVALUATION_LIMITS.heapBytes),
      'the field has an error of type `Code`',
    ],
    ['iterations of a loop', grouped(LOOP_LIMIT), 'the field has an error of type `Code`'],
  ];
}
