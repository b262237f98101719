import { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FieldFunction } from '../../model/operations.ts';
import { folderOf, type Bundle } from '../bundle.ts';
import { metricNamespaceOf } from '../metric-namespace.ts';
import { serviceOfThisAccount } from '../service-of-this-account.ts';
import type { Stage } from '../stage.ts';
import { bundleFunctions } from './bundle-functions.ts';
import type { FunctionEntry } from './entry.ts';
import { FIELD_FUNCTIONS } from './field-functions.ts';
import { SCHEDULED, type ScheduledFunction } from './scheduled.ts';
import { STREAM_READERS, type StreamReader } from './stream-readers.ts';
import { TRIGGERS, type TriggerName } from './triggers.ts';

/** Folders of functions/ that are deployed. */
export type FunctionName = TriggerName | FieldFunction | StreamReader | ScheduledFunction;

/** The code of each function. */
export type FunctionBundles = ReadonlyMap<string, Bundle>;

/** Bundles all functions of the app. */
export const bundleAllFunctions = (): FunctionBundles =>
  bundleFunctions(
    [TRIGGERS, FIELD_FUNCTIONS, STREAM_READERS, SCHEDULED].flatMap((group) => Object.keys(group)),
  );

interface FunctionsProps {
  readonly stage: Stage;
  readonly bundles: FunctionBundles;
}

/** Functions that were made together, or what stands before each. */
export interface FunctionGroup<Name extends FunctionName, Made = NodejsFunction> {
  /** @throws Error when the stage does not have it */
  get(name: Name): Made;
}

/**
 * The Lambda functions: one folder of functions/ each, one role each. They are made in groups, each as
 * soon as all is there that its functions need: triggers, the pool that names them, fields' functions
 * that change the pool, the API that asks them, readers of the stream that publish there, what runs by the clock.
 */
export class Functions extends Construct implements FunctionGroup<FunctionName> {
  private readonly stage: Stage;
  private readonly bundles: FunctionBundles;
  private readonly made = new Map<FunctionName, NodejsFunction>();

  constructor(scope: Construct, id: string, { stage, bundles }: FunctionsProps) {
    super(scope, id);
    this.stage = stage;
    this.bundles = bundles;
  }

  /** Makes a group, all of it that the stage has. */
  add<Name extends FunctionName, Needs>(
    group: Readonly<Record<Name, FunctionEntry<Needs>>>,
    needs: Needs,
  ): FunctionGroup<Name> {
    const names = (Object.keys(group) as Name[]).filter(
      (name) => group[name].onlyIn?.(this.stage) ?? true,
    );
    for (const name of names) {
      const lambda = this.create(name, group[name]);
      group[name].connect?.(lambda, needs);
      this.made.set(name, lambda);
    }
    return this;
  }

  get(name: FunctionName): NodejsFunction {
    const found = this.made.get(name);
    if (!found) throw new Error(`No function is called "${name}"`);
    return found;
  }

  all(): readonly [FunctionName, NodejsFunction][] {
    return [...this.made];
  }

  private create(
    name: FunctionName,
    { description, timeout = 10, reserved }: FunctionEntry<never>,
  ): NodejsFunction {
    const { signInConcurrency: concurrency } = this.stage;
    const logGroup = new LogGroup(this, `${name}-logs`, {
      retention: this.stage.logRetention,
      removalPolicy: this.stage.removalPolicy,
    });
    // Lambda's ready-made role may write to every log group of the account.
    const role = new Role(this, `${name}-role`, {
      assumedBy: serviceOfThisAccount('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    return new NodejsFunction(this, name, {
      description,
      code: Code.fromAsset(folderOf(this.bundles.get(name) ?? new Map())),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // The share of a processor grows with it: with less, a cold start takes longer and costs more.
      memorySize: 512,
      timeout: Duration.seconds(timeout),
      ...(reserved && concurrency !== null ? { reservedConcurrentExecutions: concurrency } : {}),
      role,
      environment: { POWERTOOLS_METRICS_NAMESPACE: metricNamespaceOf(this.stage) },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[this.stage.logLevel],
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
    });
  }
}
