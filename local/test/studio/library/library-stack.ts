import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { definitionOf } from '../../assembly/synthesize-app.ts';
import { bundleResolver } from '../../support/bundle.ts';

const HERE = import.meta.dirname;
const runtime = appsync.FunctionRuntime.JS_1_0_0;
const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });

/** A lending library: every way to be let in, a table that is listened to, and a second API. */
export class LibraryStack extends Stack {
  constructor(scope: Construct, id: string, issuer: string) {
    super(scope, id);
    const books = new dynamodb.Table(this, 'Books', {
      tableName: 'Books',
      partitionKey: text('id'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    books.addGlobalSecondaryIndex({
      indexName: 'byAuthor',
      partitionKey: text('author'),
      sortKey: text('title'),
    });
    const api = this.#api(issuer);
    const source = api.addDynamoDbDataSource('Books', books);
    for (const field of ['Query.book', 'Query.books', 'Mutation.addBook']) unit(source, field);
    unit(api.addNoneDataSource('None'), 'Query.caller');
    const lend = this.#function('lend', books);
    books.grantReadWriteData(lend);
    api.addLambdaDataSource('Lend', lend).createResolver('MutationlendBook', {
      typeName: 'Mutation',
      fieldName: 'lendBook',
    });
    const label = this.#function('label', books);
    label.addEventSource(
      new DynamoEventSource(books, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        retryAttempts: 0,
        onFailure: new SqsDlq(new sqs.Queue(this, 'Unlabelled', { queueName: 'unlabelled' })),
      }),
    );
    const reader = new iam.Role(this, 'Reader', {
      roleName: 'library-reader',
      assumedBy: new iam.AccountRootPrincipal(),
    });
    api.grantQuery(reader);
    // As long as a generated name may be.
    new sqs.Queue(this, 'Postponed', { queueName: `postponed-${'ofbranch'.repeat(8)}` });
    this.#opening();
    this.#news();
    new kinesis.Stream(this, 'Arrivals');
  }

  #api(issuer: string): appsync.GraphqlApi {
    const userPool = new cognito.UserPool(this, 'Members', { userPoolName: 'members' });
    userPool.addClient('Web', { authFlows: { userSrp: true, userPassword: true } });
    new cognito.CfnUserPoolGroup(this, 'Librarians', {
      groupName: 'Librarians',
      userPoolId: userPool.userPoolId,
    });
    const { API_KEY, USER_POOL, IAM, OIDC, LAMBDA } = appsync.AuthorizationType;
    return new appsync.GraphqlApi(this, 'Library', {
      name: 'library',
      definition: appsync.Definition.fromFile(join(HERE, 'schema.graphql')),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: API_KEY },
        additionalAuthorizationModes: [
          { authorizationType: USER_POOL, userPoolConfig: { userPool } },
          { authorizationType: IAM },
          { authorizationType: OIDC, openIdConnectConfig: { oidcProvider: issuer } },
          {
            authorizationType: LAMBDA,
            lambdaAuthorizerConfig: {
              handler: this.#function('authorize'),
              resultsCacheTtl: Duration.seconds(0),
            },
          },
        ],
      },
    });
  }

  /** A function of functions/index.mjs. */
  #function(name: string, table?: dynamodb.Table): lambda.Function {
    return new lambda.Function(this, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: `index.${name}`,
      code: lambda.Code.fromAsset(join(HERE, 'functions')),
      ...(table && { environment: { TABLE: table.tableName } }),
    });
  }

  /** An Event API, a topic and a state machine. */
  #news(): void {
    const news = new appsync.EventApi(this, 'News', { apiName: 'news' });
    news.addChannelNamespace('arrivals');
    new sns.Topic(this, 'Overdue', { topicName: 'overdue' });
    const definitionBody = sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'Remind'));
    new sfn.StateMachine(this, 'Reminders', { stateMachineName: 'reminders', definitionBody });
  }

  /** Another API: when the library is open. */
  #opening(): void {
    const api = new appsync.GraphqlApi(this, 'Opening', {
      name: 'opening',
      definition: definitionOf('type Query { hours: String }'),
    });
    const code = appsync.Code.fromInline(
      "export function request() { return { payload: '9 to 17' }; }\nexport function response(ctx) { return ctx.result; }",
    );
    api
      .addNoneDataSource('Fixed')
      .createResolver('hours', { typeName: 'Query', fieldName: 'hours', runtime, code });
  }
}

function unit(source: appsync.BaseDataSource, field: string): void {
  const [typeName = '', fieldName = ''] = field.split('.');
  const file = join(HERE, 'resolvers', `${field}.js`);
  const code = appsync.Code.fromInline(bundleResolver({ file }));
  source.createResolver(field.replace('.', ''), { typeName, fieldName, runtime, code });
}
