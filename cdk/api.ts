import { fileURLToPath } from 'node:url';
import {
  AuthorizationType,
  CfnGraphQLApi,
  Definition,
  FieldLogLevel,
  GraphqlApi,
  IntrospectionConfig,
  UserPoolDefaultAction,
} from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FAILED } from '../model/errors.ts';
import { metricNamespaceOf } from './metric-namespace.ts';
import type { Stage } from './stage.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../schema.graphql', import.meta.url));

interface ApiProps {
  readonly stage: Stage;
  readonly table: ITable;
  readonly userPool: IUserPool;
}

/** The GraphQL API: Cognito tokens for people and machines, IAM for publish-changes alone. */
export class Api extends Construct {
  readonly api: GraphqlApi;
  /** Where subscriptions connect (wss). */
  readonly realtimeUrl: string;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, { stage, table, userPool }: ApiProps) {
    super(scope, id);
    this.api = new GraphqlApi(this, 'Api', {
      name: `user-manager-${stage.name}`,
      definition: Definition.fromFile(SCHEMA_FILE),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: AuthorizationType.USER_POOL,
          // AppSync asks for ALLOW next to a second mode; resolvers/lib/authorize.ts denies by default.
          userPoolConfig: { userPool, defaultAction: UserPoolDefaultAction.ALLOW },
        },
        additionalAuthorizationModes: [{ authorizationType: AuthorizationType.IAM }],
      },
      introspectionConfig: stage.introspection
        ? IntrospectionConfig.ENABLED
        : IntrospectionConfig.DISABLED,
      queryDepthLimit: stage.queryDepthLimit,
      resolverCountLimit: stage.resolverCountLimit,
      xrayEnabled: true,
      environmentVariables: {
        USERS_TABLE: table.tableName,
        // What resolvers/lib/assurance.ts asks of administrators.
        ADMINS_NEED_SECOND_FACTOR: String(stage.signIn.adminsNeedSecondFactor),
        REAUTHENTICATE_AFTER: String(stage.signIn.reauthenticateAfter?.toSeconds() ?? 'never'),
      },
    });
    const resource = resourceOf(this.api);
    this.realtimeUrl = resource.attrRealtimeUrl;
    this.logs = this.log(resource, stage);
    if (stage.enhancedMetrics) {
      // Not all of them: functions count themselves. Not by operation, whose name any caller chooses: each is a
      // metric that is billed.
      resource.enhancedMetricsConfig = {
        resolverLevelMetricsBehavior: 'PER_RESOLVER_METRICS',
        dataSourceLevelMetricsBehavior: 'PER_DATA_SOURCE_METRICS',
        operationLevelMetricsConfig: 'DISABLED',
      };
    }
  }

  // By hand: with logConfig the construct brings a Lambda function of its own to set the retention.
  private log(resource: CfnGraphQLApi, stage: Stage): LogGroup {
    const role = new Role(this, 'LogRole', {
      assumedBy: new ServicePrincipal('appsync.amazonaws.com'),
    });
    resource.logConfig = {
      cloudWatchLogsRoleArn: role.roleArn,
      fieldLogLevel: FieldLogLevel.ERROR,
      // Without headers, arguments and results: those are personal data.
      excludeVerboseContent: true,
    };
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/appsync/apis/${this.api.apiId}`,
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    logs.grantWrite(role);
    // The line of resolvers/lib/errors.ts. Dimensions it could give only out of a line that is all JSON.
    logs.addMetricFilter('failed', {
      metricNamespace: metricNamespaceOf(stage),
      metricName: FAILED,
      filterPattern: FilterPattern.literal(String.raw`"\"${FAILED}\" {\"field\":"`),
      // So that what was logged and did not fail is a 0, and not nothing.
      defaultValue: 0,
    });
    return logs;
  }
}

function resourceOf(api: GraphqlApi): CfnGraphQLApi {
  const resource = api.node.defaultChild ?? api.node.tryFindChild('Resource');
  if (!(resource instanceof CfnGraphQLApi)) throw new Error('GraphqlApi holds no CfnGraphQLApi');
  return resource;
}
