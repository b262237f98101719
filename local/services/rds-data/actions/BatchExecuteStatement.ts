import { AwsError } from '../../../aws/index.ts';
import { admit, optionalText, textOf, type DataApiAction } from '../action.ts';
import { requireSuccess } from '../database-error.ts';
import { bindParameters } from '../parameters.ts';
import type { Step } from '../postgres/messages.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BatchExecuteStatement.html */
export const BatchExecuteStatement: DataApiAction = {
  path: '/BatchExecute',
  async answer(input, services, caller) {
    const { cluster, session } = admit('BatchExecuteStatement', input, services, caller);
    const sql = textOf(input, 'sql');
    const sets = input['parameterSets'] ?? [];
    if (!Array.isArray(sets)) {
      throw new AwsError(
        'BadRequestException',
        'The request is not valid: parameterSets is no list.',
      );
    }
    const steps: Step[] =
      sets.length === 0
        ? [bindParameters(sql, [])]
        : sets.map((set: unknown) => bindParameters(sql, set));
    const transactionId = optionalText(input, 'transactionId');
    const outcomes =
      transactionId === undefined
        ? // All of them or none.
          await cluster.run(session, [{ sql: 'BEGIN' }, ...steps, { sql: 'COMMIT' }])
        : await cluster.runIn(transactionId, session, steps);
    requireSuccess(outcomes);
    return { updateResults: sets.map(() => ({ generatedFields: [] })) };
  },
};
