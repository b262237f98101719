import { TABLE } from '../app/items.ts';
import { TEMPLATES as SHARED } from '../app/templates.ts';
import { loadHandler, SCHEMA } from './hand-written.ts';
import { packagesIn } from './packages.ts';
import { readSettings, reportReady } from './report.ts';

const SIMULATOR = '@aws-amplify/amplify-appsync-simulator';

interface SimulatorPackage {
  AmplifyAppSyncSimulator: new (server: { port: number }) => {
    readonly localhostUrl: string;
    init(config: unknown): void;
    start(): Promise<void>;
  };
}

// The same app in the only resolver language it has.
const TEMPLATES = {
  none: [
    'NoneSource',
    '{"version": "2018-05-29", "payload": {"text": $util.toJson($ctx.args.text)}}',
    '$util.toJson($ctx.result.text)',
  ],
  template: ['NoneSource', SHARED.request, SHARED.response],
  item: [
    'ItemsSource',
    `{"version": "2018-05-29", "operation": "GetItem", "key": {
       "list": {"S": "all"}, "id": $util.dynamodb.toDynamoDBJson($ctx.args.id)}}`,
    '$util.toJson($ctx.result)',
  ],
  items: [
    'ItemsSource',
    `{"version": "2018-05-29", "operation": "Query", "limit": $ctx.args.limit, "query": {
       "expression": "#list = :list", "expressionNames": {"#list": "list"},
       "expressionValues": {":list": {"S": "all"}}}}`,
    '$util.toJson($ctx.result.items)',
  ],
  lambda: [
    'FunctionSource',
    `{"version": "2018-05-29", "operation": "Invoke",
       "payload": {"text": $util.toJson($ctx.args.text)}}`,
    '$util.toJson($ctx.result.text)',
  ],
} as const;

const { dynamodbEndpoint, packages: folder } = readSettings();
const packages = packagesIn(folder);
const { AmplifyAppSyncSimulator } = packages.require(SIMULATOR) as SimulatorPackage;
const handler = await loadHandler();
const simulator = new AmplifyAppSyncSimulator({ port: 0 });
simulator.init({
  appSync: {
    name: 'bench',
    // Takes the same token as ours, without verifying it.
    defaultAuthenticationType: {
      authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      cognitoUserPoolConfig: {},
    },
    additionalAuthenticationProviders: [],
  },
  schema: { content: SCHEMA },
  resolvers: Object.entries(TEMPLATES).map(([fieldName, [dataSourceName, request, response]]) => ({
    kind: 'UNIT',
    typeName: 'Query',
    fieldName,
    dataSourceName,
    requestMappingTemplate: request,
    responseMappingTemplate: response,
  })),
  dataSources: [
    { type: 'NONE', name: 'NoneSource' },
    { type: 'AWS_LAMBDA', name: 'FunctionSource', invoke: handler },
    {
      type: 'AMAZON_DYNAMODB',
      name: 'ItemsSource',
      config: { endpoint: dynamodbEndpoint, region: 'us-east-1', tableName: TABLE },
      options: { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
    },
  ],
});
await simulator.start();
reportReady({
  url: `${simulator.localhostUrl.replace('localhost', '127.0.0.1')}/graphql`,
  versions: { [SIMULATOR]: packages.version(SIMULATOR), graphql: packages.version('graphql') },
});
