import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
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
import { bundleAll, ROOT, withFolders, type Bundle } from './bundle.ts';
import { Refusal } from './refusal.ts';
import type { Sender } from './settings.ts';
import type { Stage } from './stages.ts';

/** What a function may do, beyond writing its log and traces. */
interface FunctionNeeds {
  readonly description: string;
  readonly table: readonly TableAction[];
  /** Whether it queries the table's indexes. */
  readonly indexes?: true;
  /** On the user pool; a function without any does not learn which pool it is. */
  readonly userPool?: readonly string[];
  readonly sendsMail?: true;
  /** In which stages it is; in all unless given. */
  readonly onlyIn?: (stage: Stage) => boolean;
  /** Seconds; 10 unless given. AppSync gives a whole request 30. */
  readonly timeout?: number;
}

type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'BatchGetItem';

const CHANGE: readonly TableAction[] = ['GetItem', 'UpdateItem'];

const FUNCTIONS = {
  'create-user': {
    description: 'Mutation.createUser',
    table: ['GetItem', 'PutItem', 'Query'],
    userPool: [
      'AdminCreateUser',
      'AdminGetUser',
      'AdminDeleteUser',
      'AdminAddUserToGroup',
      // An address that the table has freed and Cognito still holds.
      'AdminUpdateUserAttributes',
    ],
    // Cognito sends the invitation inside the call.
    timeout: 20,
  },
  'update-user': {
    description: 'Mutation.updateUser',
    // Another e-mail address moves the lock item.
    table: [...CHANGE, 'PutItem', 'DeleteItem'],
    // The invitation that went to the former address is void, or the former address is told.
    userPool: ['AdminSetUserPassword'],
    sendsMail: true,
  },
  'update-me': { description: 'Mutation.updateMe', table: CHANGE, userPool: [] },
  'request-email-change': {
    description: 'Mutation.requestEmailChange',
    table: ['GetItem', 'PutItem'],
    sendsMail: true,
  },
  'confirm-email-change': {
    description: 'Mutation.confirmEmailChange',
    // Moves the lock item, and tells the former address.
    table: [...CHANGE, 'PutItem', 'DeleteItem'],
    sendsMail: true,
  },
  'suspend-user': { description: 'Mutation.suspendUser', table: CHANGE, userPool: [] },
  'reactivate-user': { description: 'Mutation.reactivateUser', table: CHANGE, userPool: [] },
  'resend-invitation': {
    description: 'Mutation.resendInvitation',
    table: ['GetItem', 'DeleteItem'],
    // An address that Cognito has not heard of yet is written first.
    userPool: ['AdminCreateUser', 'AdminGetUser', 'AdminUpdateUserAttributes'],
    timeout: 20,
  },
  'export-user': {
    description: 'Query.exportUser',
    table: ['GetItem', 'Query'],
    userPool: ['AdminGetUser', 'AdminListGroupsForUser'],
  },
  'search-users': {
    description:
      'Query.listUsers by the start of a field in the order of another; international domains',
    table: ['Query'],
    indexes: true,
    // AppSync gives a whole request 30.
    timeout: 25,
  },
  'delete-user': {
    description: 'Mutation.deleteUser',
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  },
  'purge-user': {
    description: 'Mutation.purgeUser',
    // A history has no limit; what the time does not allow, the next call does.
    timeout: 25,
    table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
  },
  'record-sign-in': {
    description: 'After each sign-in: lastSignInAt, and INVITED becomes ACTIVE',
    table: CHANGE,
    // Cognito waits 5 seconds for a trigger.
    timeout: 5,
  },
  'record-sign-up': {
    description: 'Around each sign-up: checks the person, then makes the record',
    table: ['GetItem', 'PutItem'],
    // Cognito waits 5 seconds for a trigger.
    timeout: 5,
    onlyIn: ({ selfSignUp }) => selfSignUp,
  },
  'limit-access-token': {
    description: "Before each token: leaves the scope of Cognito's user operations out",
    table: [],
    // Cognito waits 5 seconds for a trigger.
    timeout: 5,
    onlyIn: ({ cognitoSelfService }) => !cognitoSelfService,
  },
  'publish-changes': {
    description: 'From the stream: writes the history, counts and tells subscribers',
    table: ['PutItem', 'UpdateItem', 'Query', 'BatchGetItem'],
    timeout: 60,
  },
  'sync-identity': {
    description: 'From the stream: brings Cognito to the state of the table',
    table: ['GetItem', 'DeleteItem'],
    userPool: [
      'AdminGetUser',
      // The invitation of a person whose address was wrong.
      'AdminCreateUser',
      'AdminUpdateUserAttributes',
      'AdminListGroupsForUser',
      'AdminAddUserToGroup',
      'AdminRemoveUserFromGroup',
      'AdminEnableUser',
      'AdminDisableUser',
      'AdminUserGlobalSignOut',
      'AdminDeleteUser',
    ],
    timeout: 60,
  },
} as const satisfies Readonly<Record<string, FunctionNeeds>>;

export type FunctionName = keyof typeof FUNCTIONS;

const NAMES = Object.keys(FUNCTIONS) as FunctionName[];

const namesIn = (stage: Stage) =>
  NAMES.filter((name) => {
    const { onlyIn }: FunctionNeeds = FUNCTIONS[name];
    return onlyIn?.(stage) ?? true;
  });

interface FunctionsProps {
  readonly stage: Stage;
  readonly table: ITable;
}

/** The Lambda functions: one folder of functions/ each, one role each, the rights of the table above. */
export class Functions extends Construct {
  private readonly byName: ReadonlyMap<FunctionName, NodejsFunction>;

  constructor(scope: Construct, id: string, { stage, table }: FunctionsProps) {
    super(scope, id);
    const create = (name: FunctionName, folder = '') =>
      [name, this.createFunction(name, folder, stage, table)] as const;
    this.byName = withFolders(
      bundleFunctions(),
      (folders) => new Map(namesIn(stage).map((name) => create(name, folders.get(name)))),
    );
  }

  get(name: FunctionName): NodejsFunction {
    const found = this.byName.get(name);
    if (!found) throw new Error(`No function is called "${name}"`);
    return found;
  }

  all(): readonly [FunctionName, NodejsFunction][] {
    return [...this.byName];
  }

  /** A second step, since the pool names one of the functions as its trigger. */
  useUserPool(pool: IUserPool): void {
    for (const [name, lambda] of this.byName) {
      const { userPool }: FunctionNeeds = FUNCTIONS[name];
      if (!userPool) continue;
      lambda.addEnvironment('USER_POOL_ID', pool.userPoolId);
      if (userPool.length > 0) {
        const actions = userPool.map((action) => `cognito-idp:${action}`);
        lambda.addToRolePolicy(new PolicyStatement({ actions, resources: [pool.userPoolArn] }));
      }
    }
  }

  /** Lets those who send mail send it from this address, whichever of its names SES has verified. */
  useSender({ from, identity }: Sender): void {
    const identities = new Set([from, from.replace(/^.*@/u, ''), identity]);
    const resources = [...identities].map((resourceName) =>
      Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    );
    for (const [name, lambda] of this.byName) {
      const { sendsMail }: FunctionNeeds = FUNCTIONS[name];
      if (!sendsMail) continue;
      lambda.addEnvironment('MAIL_FROM', from);
      const conditions = { StringEquals: { 'ses:FromAddress': from } };
      lambda.addToRolePolicy(
        new PolicyStatement({ actions: ['ses:SendEmail'], resources, conditions }),
      );
    }
  }

  /** The one caller of the one field that IAM opens. */
  usePublisherOf(api: GraphqlApi): void {
    const publisher = this.get('publish-changes');
    publisher.addEnvironment('GRAPHQL_URL', api.graphqlUrl);
    api.grantMutation(publisher, 'publishUserChange');
  }

  private createFunction(
    name: FunctionName,
    folder: string,
    stage: Stage,
    table: ITable,
  ): NodejsFunction {
    const { description, table: actions, indexes, timeout = 10 }: FunctionNeeds = FUNCTIONS[name];
    const logGroup = new LogGroup(this, `${name}-logs`, {
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    // Lambda's ready-made role may write to every log group of the account.
    const role = new Role(this, `${name}-role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    const tableActions = actions.map((action) => `dynamodb:${action}`);
    const resources = [table.tableArn, ...(indexes ? [`${table.tableArn}/index/*`] : [])];
    if (actions.length > 0) {
      role.addToPolicy(new PolicyStatement({ actions: tableActions, resources }));
    }
    return new NodejsFunction(this, name, {
      description,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // The share of a processor grows with it: with less, a cold start takes longer and costs more.
      memorySize: 512,
      timeout: Duration.seconds(timeout),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[stage.logLevel],
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: {
        ...(actions.length > 0 ? { USERS_TABLE: table.tableName } : {}),
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
  }
}

/** ESM with the AWS SDK in it: starts faster than with Lambda's copy, and the version is the tested one. */
function bundleFunctions(): ReadonlyMap<string, Bundle> {
  checkFolders();
  const entries = new Map<string, string>(
    NAMES.map((name) => [name, join(ROOT, 'functions', name, 'index.ts')]),
  );
  return bundleAll(entries, 'index', {
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    conditions: ['module'],
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    // Dependencies that are CommonJS still call require for Node's own modules.
    banner: {
      js: "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);",
    },
  });
}

function checkFolders(): void {
  // users-cli runs on an operator's machine.
  const known = new Set<string>([...NAMES, 'lib', 'users-cli']);
  const folders = readdirSync(join(ROOT, 'functions'), { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory() && !known.has(entry.name))) {
    throw new Refusal(`functions/${name}: no such function in cdk/functions.ts; add it there`);
  }
}
