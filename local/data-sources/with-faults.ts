import type { Faults, ServiceFailure } from '../faults/index.ts';
import { isObject } from '../shared/is-object.ts';
import { serviceFailure } from './AMAZON_DYNAMODB/errors.ts';
import { failed } from './answers.ts';
import { refusedByLambda } from './AWS_LAMBDA.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

/** A data source that fails or waits as rules say; with no rule it is asked at once. */
export function withFaults(source: DataSource, faults: Faults | undefined): DataSource {
  if (!faults) return source;
  const meet = async (request: unknown): Promise<DataSourceAnswer | null> => {
    const action = isObject(request) ? String(request['operation']) : '';
    const failure = await faults.meet({
      service: 'data-source',
      action,
      resources: [source.name],
    });
    return failure && answerOf(failure, source.type);
  };
  const executeBatch = source.executeBatch?.bind(source);
  const detecting = source.detecting?.bind(source);
  return {
    ...source,
    execute: (request, context) =>
      faults.isSet
        ? meet(request).then((answer) => answer ?? source.execute(request, context))
        : source.execute(request, context),
    ...(executeBatch && {
      executeBatch: async (requests, context) => {
        const answer = faults.isSet ? await meet(requests[0]) : null;
        return answer ? requests.map(() => answer) : executeBatch(requests, context);
      },
    }),
    ...(detecting && { detecting: (conflicts) => withFaults(detecting(conflicts), faults) }),
  };
}

/** As what is behind it would have failed. */
function answerOf(failure: ServiceFailure, type: string): DataSourceAnswer {
  if (type === 'AMAZON_DYNAMODB') return serviceFailure(failure).answer();
  if (type === 'AWS_LAMBDA') return refusedByLambda(failure);
  return failed(failure.type, failure.message);
}
