import { LocalError } from '../../shared/errors.ts';
import type { FunctionConfig, GraphqlApi } from '../model.ts';

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;
const VARIABLE = /^[A-Za-z]\w+$/;

/** Largest values that AppSync takes; `variable` counts characters, `ttl` seconds. */
const MOST = {
  variables: 50,
  variable: 512,
  queryDepth: 75,
  resolverCount: 10_000,
  batch: 2_000,
  ttl: 3_600,
  cachingKeys: 25,
} as const;

/**
 * Refuses settings of an API that synthesis lets pass and AppSync does not.
 * https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html
 * @throws LocalError ERR_ASSEMBLY with everything that breaks a rule
 */
export function requireApiRules(api: GraphqlApi, functions: readonly FunctionConfig[]): void {
  const problems = [
    ...[...api.dataSources.values()].flatMap((source) => nameProblems(source, 'data source')),
    ...functions.flatMap((config) => [
      ...nameProblems(config, 'pipeline function'),
      ...batchProblems(config),
    ]),
    ...api.resolvers.flatMap(batchProblems),
    ...api.resolvers.flatMap(({ caching, ...at }) =>
      caching === undefined
        ? []
        : [
            ...above(at, 'CachingConfig.Ttl', caching.ttl, MOST.ttl),
            ...above(at, 'the number of CachingKeys', caching.keys.length, MOST.cachingKeys),
          ],
    ),
    ...above(api, 'QueryDepthLimit', api.queryDepthLimit, MOST.queryDepth),
    ...above(api, 'ResolverCountLimit', api.resolverCountLimit, MOST.resolverCount),
    ...above(api, 'Ttl of its ApiCache', api.cache?.ttl ?? 1, MOST.ttl),
    ...variableProblems(api),
    ...authorizerProblems(api),
  ];
  if (problems.length > 0) throw new LocalError('ERR_ASSEMBLY', problems.join('\n'));
}

type Place = Pick<GraphqlApi, 'stackName' | 'logicalId'>;

function problem({ stackName, logicalId }: Place, text: string): string {
  return `${stackName}.${logicalId}: ${text}`;
}

function above(place: Place, what: string, value: number, most: number): string[] {
  if (value <= most) return [];
  return [problem(place, `${what} is ${value}; AppSync takes at most ${most}.`)];
}

function nameProblems(named: Place & { readonly name: string }, kind: string): string[] {
  if (NAME.test(named.name)) return [];
  const rule = 'AppSync takes letters, digits and _, and no digit first.';
  return [problem(named, `the ${kind} is named ${JSON.stringify(named.name)}; ${rule}`)];
}

function batchProblems(config: Place & { readonly maxBatchSize: number }): string[] {
  return above(config, 'MaxBatchSize', config.maxBatchSize, MOST.batch);
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_PutGraphqlApiEnvironmentVariables.html */
function variableProblems(api: GraphqlApi): string[] {
  const variables = Object.entries(api.environmentVariables);
  const badNames = variables.filter(([name]) => !VARIABLE.test(name));
  const rule = 'AppSync takes a letter, then at least one letter, digit or _.';
  return [
    ...above(api, 'the number of environment variables', variables.length, MOST.variables),
    ...badNames.map(([name]) =>
      problem(api, `an environment variable is named ${JSON.stringify(name)}; ${rule}`),
    ),
    ...variables.flatMap(([name, value]) =>
      above(api, `the length of environment variable ${name}`, value.length, MOST.variable),
    ),
  ];
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_LambdaAuthorizerConfig.html */
function authorizerProblems(api: GraphqlApi): string[] {
  const lambdas = [api.defaultAuth, ...api.additionalAuth].filter(
    (provider) => provider.type === 'AWS_LAMBDA',
  );
  return [
    ...above(api, 'the number of AWS_LAMBDA authorization modes', lambdas.length, 1),
    ...lambdas.flatMap(({ resultTtl }) =>
      above(api, 'AuthorizerResultTtlInSeconds', resultTtl, MOST.ttl),
    ),
  ];
}
