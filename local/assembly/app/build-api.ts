import { LocalError } from '../../shared/errors.ts';
import { requireApiRules } from '../checks/api-rules.ts';
import type { FunctionConfig, GraphqlApi, ResolverConfig } from '../model.ts';
import type { ApiPart, Parts, ResolverPart } from '../template/types.ts';
import { requiredText } from '../template/values.ts';

/**
 * Puts together what several resources say of one API.
 * @throws LocalError ERR_SCHEMA when it has no schema
 * @throws LocalError ERR_ASSEMBLY when a resolver names a function or data source the API has not, or
 * AppSync would not take a setting
 */
export function buildApi(api: ApiPart, parts: Parts): GraphqlApi {
  const { apiId } = api;
  const own = <T>(all: readonly { apiId: string; part: T }[]): T[] =>
    all.filter((item) => item.apiId === apiId).map((item) => item.part);
  const lost = lostNames(parts);
  const dataSources = new Map(own(parts.dataSources).map((source) => [source.name, source]));
  const functions = new Map(own(parts.functionConfigs).map((item) => [item.functionId, item]));
  for (const [id, { dataSourceName }] of functions) {
    if (lost.has(dataSourceName)) lost.add(id);
  }
  const [gone, kept] = parted(own(parts.resolvers), ({ dataSourceName, functionIds }) =>
    [dataSourceName ?? '', ...functionIds].some((name) => lost.has(name)),
  );
  parts.unsupported.push(...gone.map(withoutResolver));
  const resolvers = kept.map((resolver) => buildResolver(resolver, functions));
  for (const user of [...functions.values(), ...resolvers]) {
    const { dataSourceName } = user;
    if (dataSourceName === null || dataSources.has(dataSourceName) || lost.has(dataSourceName))
      continue;
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${user.stackName}.${user.logicalId} uses the data source ${dataSourceName}, ` +
        `which the API ${api.name} does not have; it has ${[...dataSources.keys()].join(', ') || 'none'}.`,
    );
  }
  const schema = own(parts.schemas).join('\n');
  if (schema.trim() === '') {
    throw new LocalError(
      'ERR_SCHEMA',
      `${api.stackName}.${api.logicalId}: the API ${api.name} has no schema. Give it one, or choose other stacks with --stack.`,
    );
  }
  const built = {
    ...api,
    schema,
    apiKeys: own(parts.apiKeys),
    cache: own(parts.caches)[0],
    dataSources,
    resolvers,
  };
  requireApiRules(built, [...functions.values()]);
  return built;
}

/** Names of data sources and ids of functions that are left out for want of a value. */
function lostNames({ leftOut }: Parts): Set<string> {
  const names = leftOut.flatMap(({ resource }) => [
    ...(resource.type === 'AWS::AppSync::DataSource' ? known(() => resource.get('Name')) : []),
    ...(resource.type === 'AWS::AppSync::FunctionConfiguration'
      ? known(() => resource.attribute('FunctionId'))
      : []),
  ]);
  return new Set(names);
}

function known(value: () => unknown): string[] {
  try {
    return [requiredText(value())];
  } catch {
    return [];
  }
}

/** Those that belong, and the others. */
export function parted<T>(all: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((item) => !belongs(item))];
}

function withoutResolver({ stackName, logicalId, typeName, fieldName }: ResolverPart) {
  return {
    stackName,
    logicalId,
    type: 'AWS::AppSync::Resolver',
    consequence: `${typeName}.${fieldName} has no resolver: what it runs on is left out.`,
  };
}

function buildResolver(
  { functionIds, ...resolver }: ResolverPart,
  functions: ReadonlyMap<string, FunctionConfig>,
): ResolverConfig {
  return {
    ...resolver,
    functions: functionIds.map((id) => {
      const found = functions.get(id);
      if (found) return found;
      throw new LocalError(
        'ERR_ASSEMBLY',
        `${resolver.stackName}.${resolver.logicalId} (${resolver.typeName}.${resolver.fieldName}) ` +
          `names the pipeline function ${id}, which its API does not have.`,
      );
    }),
  };
}
