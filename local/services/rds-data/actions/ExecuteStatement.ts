import { AwsError } from '../../../aws/index.ts';
import { isObject } from '../../../shared/is-object.ts';
import { admit, optionalText, textOf, type DataApiAction, type DataApiInput } from '../action.ts';
import type { RunSteps } from '../catalog.ts';
import { requireSuccess } from '../database-error.ts';
import { bindParameters } from '../parameters.ts';
import { statementResult, type ResultFormat } from '../statement-result.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html */
export const ExecuteStatement: DataApiAction = {
  path: '/Execute',
  async answer(input, services, caller) {
    const { cluster, session } = admit('ExecuteStatement', input, services, caller);
    const step = bindParameters(textOf(input, 'sql'), input['parameters']);
    const format = formatOf(input);
    const transactionId = optionalText(input, 'transactionId');
    const continueAfterTimeout = input['continueAfterTimeout'] === true;
    if (transactionId !== undefined && continueAfterTimeout) {
      throw new AwsError(
        'BadRequestException',
        'continueAfterTimeout is not supported in a transaction.',
      );
    }
    const run: RunSteps =
      transactionId === undefined
        ? (steps) => cluster.run(session, steps, { continueAfterTimeout })
        : (steps) => cluster.runIn(transactionId, session, steps);
    const [outcome] = requireSuccess(await run([step]));
    if (!outcome) return {};
    return await statementResult(outcome, format, run);
  },
};

function formatOf(input: DataApiInput): ResultFormat {
  const given = input['resultSetOptions'] ?? {};
  const options: DataApiInput = isObject(given) ? given : {};
  return {
    asJson: oneOf(input, 'formatRecordsAs', ['NONE', 'JSON']) === 'JSON',
    withMetadata: input['includeResultMetadata'] === true,
    numbers: {
      decimals: oneOf(options, 'decimalReturnType', ['STRING', 'DOUBLE_OR_LONG']),
      longs: oneOf(options, 'longReturnType', ['LONG', 'STRING']),
    },
  };
}

/** A member that is one of few texts, of which the first is its default. */
function oneOf<T extends string>(
  input: DataApiInput,
  name: string,
  values: readonly [T, ...(readonly T[])],
): T {
  const given = input[name] ?? values[0];
  const found = values.find((value) => value === given);
  if (found !== undefined) return found;
  throw new AwsError(
    'BadRequestException',
    `The request is not valid: ${name} is none of ${values.join(', ')}.`,
  );
}
