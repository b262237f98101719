import { Duration } from 'aws-cdk-lib';
import { CfnGraphQLSchema } from 'aws-cdk-lib/aws-appsync';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { FieldFunction } from '../model/operations.ts';
import { FIELD_FUNCTIONS } from './functions/field-functions.ts';
import type { FunctionGroup } from './functions/functions.ts';
import { described, silentAlarm, tell } from './monitoring/alarms.ts';
import { badShare, failures } from './monitoring/metrics.ts';
import type { Watched } from './monitoring/watched.ts';
import { serviceOfThisAccount } from './service-of-this-account.ts';
import type { CanarySteps } from './stage.ts';

interface CanaryProps {
  readonly watched: Pick<Watched, 'stage' | 'api'>;
  /** Null: all calls come to a new version at once, and no alarm takes it back. */
  readonly steps: CanarySteps | null;
  readonly functions: FunctionGroup<FieldFunction>;
  /** Who is told when a version is taken back. */
  readonly topic: ITopic;
}

/** Of a hundred requests, how many fail within a minute until a new version is taken back. */
const MOST_FAILING = 1;

/** Failures within a minute below which it is not: one of three requests at night says nothing. */
const LEAST_FAILURES = 5;

/**
 * What fields ask, each behind an alias: CodeDeploy brings calls to a new version little by little, and back when
 * requests fail. The schema and its resolvers wait until all aliases are there, so that no call of theirs meets a function
 * that does not know it; a new function meets calls of the former schema for that time, and must know them (docs/decisions/0019).
 */
export class Canary extends Construct implements FunctionGroup<FieldFunction, IFunction> {
  /** Takes new versions back. */
  readonly alarm: Alarm;
  private readonly aliases: ReadonlyMap<FieldFunction, Alias>;

  constructor(scope: Construct, id: string, { watched, steps, functions, topic }: CanaryProps) {
    super(scope, id);
    this.alarm = alarmOf(this, watched, topic);
    const role = new Role(this, 'role', {
      assumedBy: serviceOfThisAccount('codedeploy.amazonaws.com'),
    });
    const group = {
      application: new LambdaApplication(this, 'Application'),
      // The construct would add AWS's ready-made policy.
      role: role.withoutPolicyUpdates(),
      deploymentConfig: LambdaDeploymentConfig[steps ?? 'ALL_AT_ONCE'],
      alarms: steps === null ? [] : [this.alarm],
    };
    const names = Object.keys(FIELD_FUNCTIONS) as FieldFunction[];
    this.aliases = new Map(
      names.map((name) => {
        const version = functions.get(name).currentVersion;
        const alias = new Alias(this, name, { aliasName: 'live', version });
        const deployments = new LambdaDeploymentGroup(this, `${name}-group`, { ...group, alias });
        // How a new version comes is known before it does: a deployment without the canary may be the first one.
        alias.node.addDependency(deployments);
        return [name, alias];
      }),
    );
    letShift(
      role,
      names.map((name) => functions.get(name)),
    );
    const schema = watched.api.api.node.tryFindChild('Schema');
    if (!(schema instanceof CfnGraphQLSchema)) throw new Error('GraphqlApi holds no schema');
    schema.node.addDependency(...this.aliases.values());
  }

  get(name: FieldFunction): IFunction {
    const alias = this.aliases.get(name);
    if (!alias) throw new Error(`No function is called "${name}"`);
    return alias;
  }
}

function alarmOf(scope: Construct, watched: CanaryProps['watched'], topic: ITopic): Alarm {
  const period = Duration.minutes(1);
  const failing = failures(watched, period);
  const trigger = {
    metric: badShare(watched, failing, { least: LEAST_FAILURES, period }),
    threshold: MOST_FAILING,
  };
  const text = `Of a hundred requests ${MOST_FAILING} and more fail: a version that is being deployed is taken back`;
  const alarm = silentAlarm(scope, 'new-version', trigger, described(text, 'new-version'));
  tell(alarm, topic);
  return alarm;
}

/**
 * What CodeDeploy asks of Lambda and CloudWatch for it; hooks and files of its own it has none here.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
 */
function letShift(role: Role, functions: readonly IFunction[]): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      resources: functions.flatMap(({ functionArn }) => [functionArn, `${functionArn}:live`]),
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
  );
}
