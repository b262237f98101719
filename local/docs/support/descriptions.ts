import { actions } from '../../services/appsync/actions/index.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const OTHERS: Readonly<Record<string, string>> = {
  'sts:GetCallerIdentity': '',
  'cloudformation:DescribeStacks':
    'Stacks that have outputs, an API, a table, a function or a user pool; all are `CREATE_COMPLETE`.',
  'lambda:ListFunctions': 'In one page.',
  'lambda:GetFunction': 'The configuration; no link to the code.',
  'lambda:GetFunctionConfiguration': '',
};

/** What SDKs ask about an app. */
export function descriptions(): Section {
  const rows = rowsOf([...actions.map(({ name }) => `appsync:${name}`), ...Object.keys(OTHERS)], {
    tests: ['local/test/services/appsync'],
    notes: {
      'appsync:ListGraphqlApis': 'In one page.',
      'appsync:GetIntrospectionSchema': 'SDL is as it was deployed.',
      ...Object.fromEntries(Object.entries(OTHERS).filter(([, note]) => note !== '')),
    },
    sign: (name) => name.slice(name.indexOf(':') + 1).replace('FunctionConfiguration', 'Function'),
  });
  return {
    title: 'Evaluations and descriptions',
    body: [
      'Tests that call `EvaluateCode` and `EvaluateMappingTemplate` by an SDK run offline and unchanged with `AWS_ENDPOINT_URL`, region and the key `local`/`local`; so do programs that ask where an app is. All of it is signed, and held to the role of who asks. Nothing here can be changed so.',
      supportTable('action', rows),
    ],
  };
}
