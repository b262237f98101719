import { LocalError } from '../../shared/errors.ts';
import { mergeSchemas } from '../merge/merge-schemas.ts';
import { readSource, type SourceSchema } from '../merge/source-schema.ts';
import type { DataSourceConfig, FunctionConfig, GraphqlApi, ResolverConfig } from '../model.ts';
import type { ApiPart, Parts } from '../template/types.ts';

/**
 * Puts a merged API together: the schemas of its source APIs, and their resolvers on the data sources that
 * they have there.
 * @throws LocalError ERR_SCHEMA with all that the sources do not agree on
 */
export function buildMergedApi(
  api: ApiPart,
  parts: Parts,
  built: ReadonlyMap<string, GraphqlApi>,
): GraphqlApi {
  const sources = sourcesOf(api, parts, built);
  const read = sources.map((source) =>
    readSource({ ...source, defaultMode: source.defaultAuth.type }, api.defaultAuth.type),
  );
  const { schema, owners, conflicts } = mergeSchemas(read);
  if (conflicts.length > 0 || sources.length === 0) {
    const reasons = conflicts.join('\n') || 'none of its source APIs is in the assembly.';
    throw new LocalError(
      'ERR_SCHEMA',
      `${api.stackName}.${api.logicalId}: the merged API ${api.name} cannot be made.\n${reasons}`,
    );
  }
  const own = <T>(all: readonly { apiId: string; part: T }[]): T[] =>
    all.filter(({ apiId }) => apiId === api.apiId).map(({ part }) => part);
  const [cache] = own(parts.caches);
  return {
    ...api,
    schema,
    apiKeys: own(parts.apiKeys),
    ...(cache && { cache }),
    dataSources: new Map(sources.flatMap(dataSourcesOf)),
    resolvers: sources.flatMap((source, index) => {
      const isOwn = (place: string): boolean => owners.get(place) === index;
      return resolversOf(source, read[index], isOwn);
    }),
  };
}

/** Those of its associations that are in the assembly; the others are named. */
function sourcesOf(
  api: ApiPart,
  parts: Parts,
  built: ReadonlyMap<string, GraphqlApi>,
): GraphqlApi[] {
  return parts.sourceApiAssociations
    .filter(({ mergedApiId }) => mergedApiId === api.apiId)
    .flatMap(({ sourceApiId, stackName, logicalId }) => {
      const source = built.get(sourceApiId);
      if (source) return [source];
      parts.unsupported.push({
        stackName,
        logicalId,
        type: 'AWS::AppSync::SourceApiAssociation',
        consequence: `The source API ${sourceApiId} is not in the assembly: ${api.name} is without its fields.`,
      });
      return [];
    });
}

/** Sources may have data sources of the same name. */
const nameIn = (source: GraphqlApi, name: string): string => `${name}@${source.apiId}`;

const dataSourcesOf = (source: GraphqlApi): [string, DataSourceConfig][] =>
  [...source.dataSources.values()].map((config) => {
    const name = nameIn(source, config.name);
    return [name, { ...config, name }];
  });

function resolversOf(
  source: GraphqlApi,
  read: SourceSchema | undefined,
  isOwn: (place: string) => boolean,
): ResolverConfig[] {
  const places = new Map([...(read?.origins ?? [])].map(([place, origin]) => [origin, place]));
  const { environmentVariables } = source;
  return source.resolvers.flatMap((resolver) => {
    const place = places.get(`${resolver.typeName}.${resolver.fieldName}`);
    if (place === undefined || !isOwn(place)) return [];
    const [typeName = '', fieldName = ''] = place.split('.');
    const { dataSourceName } = resolver;
    return [
      {
        ...resolver,
        typeName,
        fieldName,
        environmentVariables,
        dataSourceName: dataSourceName === null ? null : nameIn(source, dataSourceName),
        functions: resolver.functions.map((step) => functionOf(source, step)),
      },
    ];
  });
}

const functionOf = (source: GraphqlApi, step: FunctionConfig): FunctionConfig => ({
  ...step,
  dataSourceName: nameIn(source, step.dataSourceName),
});
