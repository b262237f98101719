import type { RaisedError, Runtime } from '../appsync-js/types.ts';
import type { FunctionConfig, GraphqlApi, ResolverConfig } from '../assembly/model.ts';
import type { DataSource } from '../data-sources/types.ts';
import { LocalError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Tracer } from '../tracing/index.ts';
import type { ApiCache } from './api-cache.ts';
import { Fetcher } from './fetcher.ts';
import { ModuleLoader, type DefaultsOf } from './load-modules.ts';
import { runPipeline, type PipelineStep } from './pipeline.ts';
import { RunState } from './run-state.ts';
import { tracedField } from './traced-field.ts';
import type { FieldAnswer, FieldResolver } from './types.ts';
import { runDirectLambda, runUnit } from './unit.ts';

/** Functions that a pipeline may have. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const MAX_FUNCTIONS = 10;

/** What the resolvers of an API run on. */
export interface FieldResolversOptions {
  readonly runtime: Runtime;
  readonly dataSources: ReadonlyMap<string, DataSource>;
  /** Absent: every run of a resolver is a new one. */
  readonly cache?: ApiCache;
  /** Told at start of every resolver that cannot run here. */
  readonly log: Log;
  /** Remembers each run. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

type User = Pick<ResolverConfig, 'logicalId' | 'conflictDetection'>;
type RunField = (state: RunState) => Promise<FieldAnswer>;

/**
 * Makes every resolver of an API ready to run; all code is compiled here.
 * @throws LocalError ERR_RESOLVER_CODE with the broken rules of all resolvers and functions, or
 * ERR_ASSEMBLY when one names a data source that is not there
 */
export function createFieldResolvers(
  api: GraphqlApi,
  options: FieldResolversOptions,
): readonly FieldResolver[] {
  return new Builder(api, options).build();
}

class Builder {
  readonly #api: GraphqlApi;
  readonly #options: FieldResolversOptions;
  readonly #modules: ModuleLoader;

  constructor(api: GraphqlApi, options: FieldResolversOptions) {
    this.#api = api;
    this.#options = options;
    this.#modules = new ModuleLoader(options.runtime);
  }

  build(): readonly FieldResolver[] {
    const resolvers = this.#api.resolvers.map((config) => this.#resolver(config));
    const { problems } = this.#modules;
    if (problems.length > 0) throw new LocalError('ERR_RESOLVER_CODE', problems.join('\n'));
    return resolvers;
  }

  #resolver(config: ResolverConfig): FieldResolver {
    const { typeName, fieldName } = config;
    const { environmentVariables = this.#api.environmentVariables } = config;
    const env = Object.freeze({ ...environmentVariables });
    const runField = config.kind === 'PIPELINE' ? this.#pipeline(config) : this.#unit(config);
    const own: FieldResolver['run'] = (fieldRun) => runField(new RunState(fieldRun, env));
    const { cache, tracer } = this.#options;
    const run = cache?.cached(config, own) ?? own;
    const isTraced = tracer !== undefined;
    return { typeName, fieldName, run: isTraced ? tracedField(tracer, nameOf(config), run) : run };
  }

  #unit(config: ResolverConfig): RunField {
    const { dataSourceName, maxBatchSize } = config;
    if (dataSourceName === null) {
      throw new LocalError(
        'ERR_ASSEMBLY',
        `The unit resolver ${nameOf(config)} (${config.logicalId}) names no data source.`,
      );
    }
    const source = this.#dataSource(dataSourceName, config);
    const fetcher = this.#fetcher(source, config.arn, maxBatchSize);
    if (config.code || config.templates) {
      const module = this.#modules.load(config, nameOf(config), defaultsOf(source));
      return module ? (state) => runUnit(state, module, fetcher) : failing(NOT_COMPILED);
    }
    if (source.type === 'AWS_LAMBDA') return (state) => runDirectLambda(state, fetcher);
    if (source.type === 'UNSUPPORTED') return (state) => runDirectLambda(state, fetcher);
    return this.#failing(noCode(nameOf(config), source));
  }

  #pipeline(config: ResolverConfig): RunField {
    if (config.functions.length > MAX_FUNCTIONS) {
      this.#modules.problems.push(
        `${nameOf(config)} (${config.logicalId}): a pipeline has at most ${MAX_FUNCTIONS} functions, ` +
          `this one has ${config.functions.length}. Merge some of them.`,
      );
    }
    const module = this.#modules.load(config, nameOf(config), 'pipeline');
    const steps = config.functions.map((step) => this.#step(config, step));
    return (state) => runPipeline(state, module, steps);
  }

  #step(resolver: ResolverConfig, config: FunctionConfig): PipelineStep {
    const source = this.#dataSource(config.dataSourceName, config);
    // Page tokens hold for this function in this resolver only.
    const key = `${resolver.arn}/functions/${config.functionId}`;
    return {
      module: this.#modules.load(config, config.name, defaultsOf(source)),
      fetcher: this.#fetcher(source, key, config.maxBatchSize),
    };
  }

  #fetcher(source: DataSource, key: string, maxBatchSize: number): Fetcher {
    return new Fetcher(source, key, maxBatchSize, this.#options.tracer);
  }

  #failing(error: RaisedError): RunField {
    this.#options.log.warn('resolvers', error.message);
    return failing(error);
  }

  #dataSource(name: string, { logicalId, conflictDetection }: User): DataSource {
    const source = this.#options.dataSources.get(name);
    if (source && conflictDetection) {
      return source.detecting?.(conflictDetection) ?? this.#unversioned(source, logicalId);
    }
    if (source) return source;
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${logicalId} uses the data source ${name}, which API ${this.#api.name} does not have.`,
    );
  }

  #unversioned(source: DataSource, logicalId: string): DataSource {
    this.#options.log.warn(
      'resolvers',
      `${logicalId} has a SyncConfig, but its data source ${source.name} is not a versioned ` +
        'AMAZON_DYNAMODB one: no conflicts are detected.',
    );
    return source;
  }
}

function nameOf({ typeName, fieldName }: ResolverConfig): string {
  return `${typeName}.${fieldName}`;
}

function failing(error: RaisedError): RunField {
  return (state) => Promise.resolve(state.fail(error));
}

function unsupported(errorType: string, message: string): RaisedError {
  return { message, errorType, data: null, errorInfo: null };
}

/** Nobody knows of a data source that is not played what it takes: as for a function, all. */
const defaultsOf = ({ type }: DataSource): DefaultsOf =>
  type === 'AWS_LAMBDA' || type === 'UNSUPPORTED' ? 'lambda' : 'other';

function noCode(name: string, { name: sourceName, type }: DataSource): RaisedError {
  return unsupported(
    'UnsupportedResolver',
    `${name} has no code, and its data source ${sourceName} is of type ${type}: ` +
      `only AWS_LAMBDA resolvers go without code.`,
  );
}

/** Never seen: build() throws for code that does not compile. */
const NOT_COMPILED = unsupported('Code', 'The code did not compile.');
