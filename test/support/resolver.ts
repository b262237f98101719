import { join } from 'node:path';
import { APPSYNC_JS, bundleAll, ROOT } from '../../cdk/bundle.ts';
import { OPERATIONS, type Operation } from '../../model/operations.ts';
import { createRememberingRuntime, createRuntime, evaluate } from 'appsync-on-a-laptop/evaluate';
import type { Evaluation, PartialContext } from 'appsync-on-a-laptop/evaluate';
import { silentLog } from 'appsync-on-a-laptop/log';
import { createFakeClock } from 'appsync-on-a-laptop/testing/fake-clock';

const runtime = createRememberingRuntime(() =>
  createRuntime({ clock: createFakeClock(), log: silentLog }),
);

export interface ResolverHandlers {
  request(context?: PartialContext): Evaluation;
  response(context?: PartialContext): Evaluation;
}

/**
 * Bundles the code of a field or step as the stack does and runs its handlers.
 * @param file `<Type>.<field>` or `<Type>.<field>/<step>`
 */
export function loadResolver(file: string): ResolverHandlers {
  const [field = ''] = file.split('/');
  const [parentTypeName = '', fieldName = ''] = field.split('.');
  const entries = new Map([[field, join(ROOT, 'resolvers', `${codeOf(file)}.ts`)]]);
  const code = bundleAll(entries, 'code', APPSYNC_JS).get(field)?.get('code.js') ?? '';
  const run = (handler: 'request' | 'response', context: PartialContext = {}) =>
    evaluate({
      code,
      handler,
      runtime,
      file: `${file}.js`,
      context: {
        ...context,
        env: {
          USERS_TABLE: 'Users',
          ADMINS_NEED_SECOND_FACTOR: 'false',
          REAUTHENTICATE_AFTER: 'never',
          ...context.env,
        },
        info: { parentTypeName, fieldName, ...context.info },
      },
    });
  return {
    request: (context) => run('request', context),
    response: (context) => run('response', context),
  };
}

/** The file of resolvers/: fields that a function answers share theirs. */
function codeOf(file: string): string {
  const operations: Readonly<Record<string, Operation | undefined>> = OPERATIONS;
  const run = operations[file]?.run;
  return typeof run === 'object' && 'function' in run ? 'invoke' : file;
}

/** What a handler that calls util.unauthorized ends with. */
export const UNAUTHORIZED = { message: 'Unauthorized', type: 'Unauthorized' };

/** A data source's failure with words that no client may see. */
export const FAILURE = { message: 'secret of the table', type: 'DynamoDB:DynamoDbException' };
