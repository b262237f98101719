import { LocalError } from '../../shared/errors.ts';
import { requireApiRules } from '../checks/api-rules.ts';
import type { FunctionConfig, GraphqlApi, ResolverConfig } from '../model.ts';
import type { ApiPart, Parts, ResolverPart } from '../template/types.ts';

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
  const dataSources = new Map(own(parts.dataSources).map((source) => [source.name, source]));
  const functions = new Map(own(parts.functionConfigs).map((item) => [item.functionId, item]));
  const resolvers = own(parts.resolvers).map((resolver) => buildResolver(resolver, functions));
  for (const user of [...functions.values(), ...resolvers]) {
    if (user.dataSourceName === null || dataSources.has(user.dataSourceName)) continue;
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${user.stackName}.${user.logicalId} uses the data source ${user.dataSourceName}, ` +
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
