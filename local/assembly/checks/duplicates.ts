import { LocalError } from '../../shared/errors.ts';
import type { Origin } from '../model.ts';
import type { Parts } from '../template/types.ts';

/**
 * Refuses names that two resources have: AWS takes the second for a mistake in one region and account,
 * and here all regions are one machine.
 * @throws LocalError ERR_ASSEMBLY with every such name
 */
export function refuseDuplicates(parts: Parts): void {
  const problems = [
    ...duplicates('function', parts.functions, ({ functionName }) => functionName),
    ...duplicates('table', parts.tables, ({ tableName }) => tableName),
    ...duplicates('queue', parts.queues, ({ queueName }) => queueName),
    ...duplicates(
      'resolver',
      parts.resolvers.map(({ apiId, part }) => ({ ...part, apiId })),
      ({ typeName, fieldName }) => `${typeName}.${fieldName}`,
    ),
    ...duplicates(
      'data source',
      parts.dataSources.map(({ apiId, part }) => ({ ...part, apiId })),
      ({ name }) => name,
    ),
    ...duplicates(
      'channel namespace',
      parts.channelNamespaces.map(({ apiId, part }) => ({ ...part, apiId })),
      ({ name }) => name,
    ),
  ];
  if (problems.length > 0) throw new LocalError('ERR_ASSEMBLY', problems.join('\n'));
}

function duplicates<T extends Origin & { readonly apiId?: string }>(
  kind: string,
  all: readonly T[],
  nameOf: (item: T) => string,
): string[] {
  const same = Map.groupBy(all, (item) => `${item.apiId ?? ''} ${nameOf(item)}`);
  return [...same.values()].flatMap((items) => {
    const [first] = items;
    if (first === undefined || items.length < 2) return [];
    const places = items.map(({ stackName, logicalId }) => `${stackName}.${logicalId}`);
    const remedy = new Set(items.map(({ stackName }) => stackName)).size > 1;
    return [
      `${places.join(' and ')} are both the ${kind} ${nameOf(first)}. Rename one` +
        (remedy ? ', or choose stacks with --stack.' : '.'),
    ];
  });
}
