import { join } from 'node:path';
import {
  Code,
  FunctionRuntime,
  ResolverMetricsConfig,
  type AppsyncFunction,
  type BaseResolverProps,
} from 'aws-cdk-lib/aws-appsync';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import {
  OPERATIONS,
  type FieldFunction,
  type Operation,
  type OperationName,
  type Step,
} from '../model/operations.ts';
import { APPSYNC_JS, bundleAll, folderOf, ROOT, type Bundle } from './bundle.ts';
import { checkFields } from './check-fields.ts';
import { DataSources, type DataSourceName } from './data-sources.ts';
import type { FunctionGroup } from './functions/functions.ts';
import { Refusal } from './refusal.ts';

/** Every field with a resolver, and what answers it. */
const FIELDS = Object.entries<Operation<FieldFunction>>(OPERATIONS);

/** What every field that one function answers runs. */
const INVOKE = 'invoke';

/** Reads the caller's record. */
const GUARD = 'guard/check-caller';

/** AppSync's limit on the code of one resolver or function. */
const MAX_CODE_LENGTH = 32_000;

interface ResolversProps {
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly functions: FunctionGroup<FieldFunction, IFunction>;
  /** Whether AppSync is to count fields that read the table by themselves. */
  readonly counted: boolean;
  readonly bundles: ResolverBundles;
}

/** The code of each resolver and step. */
export type ResolverBundles = ReadonlyMap<string, Bundle>;

/** Bundles resolvers/ to APPSYNC_JS and binds what model/operations.ts says of each field. */
export class Resolvers extends Construct {
  private readonly api: GraphqlApi;
  private readonly dataSources: DataSources;
  private readonly counted: boolean;
  private readonly bundles: ResolverBundles;

  constructor(scope: Construct, id: string, props: ResolversProps) {
    super(scope, id);
    this.api = props.api;
    this.counted = props.counted;
    this.bundles = props.bundles;
    this.dataSources = new DataSources(this, 'DataSources', props);
    const guard = this.createStep('guard_checkCaller', 'usersRead', GUARD);
    for (const [field, operation] of FIELDS) {
      const { run, guarded } = operation;
      const before = guarded ? [guard] : [];
      const { fieldName } = split(field);
      if (typeof run === 'object' && 'steps' in run) {
        const steps = [...before, ...this.createSteps(field, run.steps)];
        this.bindPipeline(field, `${field}/index`, steps);
      } else if (!guarded) {
        this.bindUnit(field, sourceOf(run), fileOf(field, run));
      } else if (run === 'none') {
        this.bindPipeline(field, field, before);
      } else {
        const step = this.createStep(fieldName, sourceOf(run), fileOf(field, run));
        this.bindPipeline(field, 'guard/index', [...before, step]);
      }
    }
  }

  private bindUnit(field: string, dataSource: DataSourceName, file: string): void {
    this.dataSources.get(dataSource).createResolver(field, {
      ...split(field),
      runtime: FunctionRuntime.JS_1_0_0,
      code: this.codeOf(file),
      ...this.countedIf(dataSource === 'usersRead'),
    });
  }

  private bindPipeline(field: string, file: string, pipelineConfig: AppsyncFunction[]): void {
    this.api.createResolver(field, {
      ...split(field),
      runtime: FunctionRuntime.JS_1_0_0,
      code: this.codeOf(file),
      pipelineConfig,
      ...this.countedIf(readsByItself(field)),
    });
  }

  private countedIf(readsTable: boolean): Pick<BaseResolverProps, 'metricsConfig'> {
    return this.counted && readsTable ? { metricsConfig: ResolverMetricsConfig.ENABLED } : {};
  }

  // One function for each step, also where steps share their code: their logs and metrics stay apart.
  private createSteps(field: string, steps: readonly Step<FieldFunction>[]): AppsyncFunction[] {
    const { fieldName } = split(field);
    return steps.map(({ name, on }, index) =>
      this.createStep(`${fieldName}_${index + 1}_${name}`, sourceOf(on), `${field}/${name}`),
    );
  }

  private createStep(name: string, dataSource: DataSourceName, file: string): AppsyncFunction {
    return this.dataSources.get(dataSource).createFunction(name, {
      name,
      runtime: FunctionRuntime.JS_1_0_0,
      code: this.codeOf(file),
    });
  }

  private codeOf(file: string): Code {
    const bundle = this.bundles.get(bundleName(file)) ?? new Map();
    return Code.fromAsset(join(folderOf(bundle), 'code.js'));
  }
}

/** Whether a field reads the table, whatever it asks a function in between. */
function readsByItself(field: string): boolean {
  const { run }: Operation = OPERATIONS[field as OperationName];
  if (typeof run === 'string') return run === 'usersRead';
  return 'steps' in run && run.steps.some(({ on }) => on === 'usersRead');
}

function sourceOf(run: DataSourceName | { readonly function: FieldFunction }): DataSourceName {
  return typeof run === 'string' ? run : run.function;
}

/** The code of a field that is not a folder. */
function fileOf(field: string, run: Operation['run']): string {
  return typeof run === 'string' ? field : INVOKE;
}

/**
 * Bundles all resolvers.
 * @throws Refusal when they do not fit the schema, or one is too long
 */
export function bundleResolvers(): ResolverBundles {
  checkFields();
  const fields = FIELDS.flatMap(([field, { run }]) =>
    typeof run === 'object' && 'steps' in run
      ? ['index', ...run.steps.map(({ name }) => name)].map((name) => `${field}/${name}`)
      : [fileOf(field, run)],
  );
  const entries = new Map(
    ['guard/index', GUARD, ...fields].map((file) => [
      bundleName(file),
      join(ROOT, 'resolvers', `${file}.ts`),
    ]),
  );
  const bundles = bundleAll(entries, 'code', APPSYNC_JS);
  for (const [name, bundle] of bundles) checkSize(name, bundle.get('code.js') ?? '');
  return bundles;
}

function checkSize(name: string, code: string): void {
  if (code.length <= MAX_CODE_LENGTH) return;
  throw new Refusal(
    `resolvers/${name}: ${code.length} characters bundled, AppSync takes ${MAX_CODE_LENGTH}; ` +
      'import less or make it a pipeline',
  );
}

function split(field: string): { typeName: string; fieldName: string } {
  const [typeName = '', fieldName = ''] = field.split('.');
  return { typeName, fieldName };
}

const bundleName = (file: string) => file.replace('/', '.');
