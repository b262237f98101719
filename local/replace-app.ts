import { isDeepStrictEqual } from 'node:util';
import type { ApiService } from './api-service.ts';
import type { App, GraphqlApi, LambdaFunction } from './assembly/model.ts';
import type { LambdaService } from './services/lambda/index.ts';
import type { StudioRoute } from './studio/index.ts';

/** The services that can go on with another version of the app. */
export interface ReplaceableServices {
  readonly apis: ReadonlyMap<string, ApiService>;
  readonly lambda: LambdaService;
  readonly studio: Pick<StudioRoute, 'replace'>;
}

/** What of an API may change while it runs: its connections and data sources know nothing of it. */
const OF_API = {
  schema: true,
  resolvers: true,
  environmentVariables: true,
  introspection: true,
  queryDepthLimit: true,
  resolverCountLimit: true,
} as const satisfies Partial<Record<keyof GraphqlApi, true>>;

/** The same of a function. */
const OF_FUNCTION = {
  codeFolder: true,
  handler: true,
  runtime: true,
  timeout: true,
  memorySize: true,
  environment: true,
} as const satisfies Partial<Record<keyof LambdaFunction, true>>;

/** Whether the services can go on with the other version; else they have to be started with it. */
export function isReplaceable(before: App, after: App): boolean {
  return isDeepStrictEqual(lasting(before), lasting(after));
}

/**
 * Hands each service what changed.
 * @throws LocalError when one of them does not take it: those before it have it then
 */
export function replaceApp(services: ReplaceableServices, before: App, after: App): void {
  // APIs first: more is wrong with schemas and resolvers, and then no function was changed yet.
  for (const [index, api] of after.apis.entries()) {
    if (isDeepStrictEqual(api, before.apis[index])) continue;
    services.apis.get(api.apiId)?.replace(api);
  }
  services.lambda.replace(after.functions);
  services.studio.replace(after);
}

function lasting({ apis, functions, outputs, unsupported, ...rest }: App): unknown {
  return {
    ...rest,
    apis: apis.map((api) => without(api, OF_API)),
    functions: functions.map((config) => without(config, OF_FUNCTION)),
  };
}

const without = (value: object, names: object): unknown =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(names, name)));
