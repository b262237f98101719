import * as ai from '../../appsync-js/realm/modules/ai.ts';
import * as dynamodb from '../../appsync-js/realm/modules/dynamodb.ts';
import * as rds from '../../appsync-js/realm/modules/rds.ts';
import { rules } from '../../appsync-js/rules/index.ts';
import { METHODS, METHODS_OF_KIND, STATICS } from '../../appsync-js/rules/no-disallowed-methods.ts';
import { extensions } from '../../appsync-js/realm/util/extensions.ts';
import { util } from '../../appsync-js/realm/util/index.ts';
import { runtime } from '../../appsync-js/realm/util/runtime.ts';
import { declaredFunctions } from './appsync-types.ts';
import { codes, code, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { findTest, rowsOf } from './rows.ts';
import type { Remarks, Row } from './rows.ts';
import { RULES } from './rules.ts';

/** What the runtime gives for each entry of the package. */
const PROVIDED: Readonly<Record<string, object>> = {
  '@aws-appsync/utils': { util, extensions, runtime },
  '@aws-appsync/utils/dynamodb': dynamodb,
  '@aws-appsync/utils/rds': rds,
  '@aws-appsync/utils/ai': ai,
};

const UTIL = 'local/test/appsync-js/realm/util';

const REMARKS: Readonly<Record<string, Remarks>> = {
  '@aws-appsync/utils': {
    tests: [
      UTIL,
      'local/test/appsync-js',
      'local/test/resolver-runs',
      'local/test/graphql',
      'test/fixtures',
    ],
    sign: lastPart,
    notes: {
      'extensions.evictFromApiCache': 'In mutations; `apiCacheEntriesDeleted` counts what went.',
      'util.transform.toElasticsearchQueryDSL': 'OpenSearch data sources are not run.',
    },
  },
  '@aws-appsync/utils/dynamodb': {
    tests: [
      'local/test/appsync-js/realm/modules/dynamodb.test.ts',
      'local/test/appsync-js/realm/modules/dynamodb-update.test.ts',
      'local/test/resolver-runs/conflicts.test.ts',
      'local/test/fixtures/notes',
    ],
    sign: lastPart,
  },
  '@aws-appsync/utils/rds': {
    tests: ['local/test/appsync-js/realm/modules/rds.test.ts'],
    sign: lastPart,
    partly: {
      ...Object.fromEntries(
        ['select', 'update', 'remove'].map((name) => [name, '`not` in conditions is refused.']),
      ),
      ...Object.fromEntries(
        Object.keys(rds.agg).map((name) => [`agg.${name}`, 'Follows the types only.']),
      ),
    },
  },
  '@aws-appsync/utils/ai': {
    tests: ['local/test/appsync-js'],
    partly: {
      invokeModel: 'Makes the request; no data source runs it.',
      converse: 'Makes the request; no data source runs it.',
    },
  },
};

/** Rows of all functions that AWS's types declare, by the entry that exports them. */
export function helperRows(): ReadonlyMap<string, readonly Row[]> {
  return new Map(
    [...declaredFunctions()].map(([specifier, names]) => [specifier, rowsFor(specifier, names)]),
  );
}

function rowsFor(specifier: string, names: readonly string[]): Row[] {
  const provided = PROVIDED[specifier];
  const remarks = REMARKS[specifier];
  if (!provided || !remarks) throw new Error(`local/docs/support: ${specifier} is new`);
  const absent = names.filter((name) => !isIn(provided, name));
  return rowsOf(names, {
    ...remarks,
    not: Object.fromEntries(absent.map((name) => [name, 'Not there: the code is refused.'])),
  });
}

function isIn(provided: object, name: string): boolean {
  const value = name
    .split('.')
    .reduce<unknown>(
      (owner, part) => (owner as Readonly<Record<string, unknown>> | undefined)?.[part],
      provided,
    );
  return typeof value === 'function';
}

function lastPart(name: string): string {
  return name.split('.').at(-1) ?? name;
}

/** The helpers of APPSYNC_JS. */
export function helpers(): Section {
  return {
    title: 'APPSYNC_JS functions',
    body: [
      'Every function that the types of `@aws-appsync/utils` declare. `util`, `extensions` and `runtime` are globals too. RDS statements are built as AWS builds them.',
      ...[...helperRows()].flatMap(([specifier, rows]) => [
        `**${code(specifier)}**`,
        supportTable('function', rows),
      ]),
    ],
  };
}

/** Rules that the plugin's own snippets are run against. */
const CONFORMANCE = 'local/test/appsync-js/rules/conformance.test.ts';

/** The rules of the language. */
export function language(): Section {
  const rows = rules.map(({ name }): readonly string[] => {
    const rule = RULES[name];
    if (rule === undefined) throw new Error(`local/docs/support: no text for the rule ${name}`);
    const test = rule.isOfPlugin
      ? CONFORMANCE
      : findTest([name], ['local/test/appsync-js', 'test/fixtures']);
    return [
      code(name),
      rule.refuses,
      rule.isOfPlugin ? 'lint plugin' : 'developer guide',
      test === null ? '' : `[${test.split('/').at(-1) ?? ''}](../../${test})`,
    ];
  });
  return {
    title: 'APPSYNC_JS language',
    body: [
      'Checked when the engine starts, for every resolver and function; one broken rule stops the start with `file:line:col rule: what to write instead` (what AWS only does not list is a warning of that form), at the TypeScript source when the bundle has an inline source map. Rules of AWS’s own lint plugin bear its names.',
      table(['rule', 'refuses', 'from', 'test'], rows),
      `Static functions that are there: ${Object.entries(STATICS)
        .map(([owner, names]) => codes(names.map((name) => `${owner}.${name}`)))
        .join(', ')}.`,
      `Methods that are refused on any value: ${codes(Object.keys(METHODS))}; ${refusedOfKinds()}.`,
      'AWS also checks the types of the code with TypeScript. Of what that finds, names that are not declared or not there, and new values for constants, are refused here too; values of a wrong type are not.',
      'At run time: strict mode, variables that begin anew with each run, 1,000 iterations a loop, `JSON.parse` of bad text gives an empty string, `replace` and `util.matches` take Java patterns, `console.log` goes to the log in AWS’s form (with an inline source map at the place in the source), and nothing of Node.js can be reached ([sandbox.test.ts](../test/appsync-js/sandbox.test.ts)).',
    ],
  };
}

function refusedOfKinds(): string {
  const kinds = Object.entries(METHODS_OF_KIND);
  return kinds
    .map(([kind, methods]) => `of a known ${kind} ${codes(Object.keys(methods))}`)
    .join(', ');
}
