import { join } from 'node:path';
import type { CorpusApp } from '../types.ts';

/** AWS's serverless patterns with the CDK v2. */
export const SERVERLESS_PATTERNS: readonly CorpusApp[] = [
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-cognito-lambda-cdk',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document:
          'mutation ($input: UserInput!) { createUserAccount(input: $input) { id username email } }',
        variables: {
          input: {
            username: 'ada',
            email: 'ada@example.com',
            profilePicUrl: 'https://example.com/a.png',
          },
        },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createUserAccount: { id: '324987234', username: 'ada' } },
      },
      {
        document: 'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }',
        variables: { input: { username: 'ada', email: 'a', profilePicUrl: 'b' } },
        as: 'API_KEY',
        refused: 'Unauthorized',
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-direct-lambda-resolver/cdk',
    kind: 'CDK v2',
    alsoInstall: ['esbuild', 'aws-sdk@2'],
    operations: [
      {
        document: '{ listTodos(limit: 2) { items { id name createdAt } } }',
        expect: { listTodos: { items: [{ name: 'first todo' }, { name: 'second todo' }] } },
      },
      {
        document: 'mutation { createTodo(name: "tea") { id name } }',
        expect: { createTodo: { id: '*', name: 'tea' } },
      },
      {
        document: 'query ($id: ID!) { getTodo(id: $id) { name } }',
        variables: { id: '{{createTodo.id}}' },
        expect: { getTodo: { name: 'tea' } },
      },
      {
        subscribe: 'subscription { onCreateTodo { id name } }',
        by: { document: 'mutation { createTodo(name: "milk") { id name } }' },
        expect: { onCreateTodo: { name: 'milk' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-dynamodb-singletable-cdk/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document:
          'mutation { createParentItem(PK: "p1", SK: "parent", data: "d", type: "parent") { PK data } }',
        expect: { createParentItem: { PK: 'p1', data: 'd' } },
      },
      {
        document:
          'mutation { createChildItem(PK: "p1", SK: "child1", data: "c", type: "child") { SK data } }',
        expect: { createChildItem: { SK: 'child1', data: 'c' } },
      },
      {
        document: '{ getParentWithChildren(PK: "p1") { PK data children { SK data } } }',
        expect: { getParentWithChildren: { PK: 'p1', data: 'd', children: [{ SK: 'child1' }] } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-eventbridge/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document:
          'mutation { putEvent(event: "hello") { Entries { EventId ErrorCode } FailedEntries } }',
        expect: { putEvent: { Entries: [{ EventId: '*' }] } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-events-bedrock-cdk',
    kind: 'CDK v2',
    // Those of its own test and its page; the completions of Bedrock need AWS.
    operations: [
      {
        publish: '/BedrockChat',
        event: { data: 'sample data' },
        expect: { data: 'sample data' },
      },
      {
        publish: '/BedrockChat/ada',
        event: { data: 'hello' },
        hear: '/BedrockChat/*',
        expect: { data: 'hello' },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-stepfunctions-express-cdk/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document:
          'mutation { startExecution(execution: { name: "one", input: "hello" }) { name status output } }',
        expect: { startExecution: { status: 'SUCCEEDED' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-subscription-filter-cdk',
    kind: 'CDK v2',
    operations: [
      {
        document: '{ identity { accountId userArn username } }',
        expect: { identity: { accountId: '*' } },
      },
      {
        subscribe: 'subscription { onResponseReceived { id userId message } }',
        by: {
          document:
            'mutation ($user: String!) { sendResponse(response: { userId: $user, message: "hi" }) { id userId message } }',
          variables: { user: '{{identity.username}}' },
        },
        expect: { onResponseReceived: { message: 'hi' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'cdk-appsync-sns/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document: '{ publish(from: "ada", message: "hi") { MessageId } }',
        expect: { publish: { MessageId: '*' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'cdk-appsync-sqs/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document: '{ sendMessage(action: "a", message: "hi") { MessageId MD5OfMessageBody } }',
        expect: { sendMessage: { MessageId: '*', MD5OfMessageBody: '/^[0-9a-f]{32}$/' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'cdk-eventbridge-appsync/cdk',
    kind: 'CDK v2',
    operations: [
      {
        document: 'mutation { updateTodo(id: "1", name: "tea") { id name createdAt } }',
        expect: { updateTodo: { id: '1' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'cdk-lambda-appsync/cdk',
    kind: 'CDK v2',
    // Later ones run each of its commands by itself, so that `cd` leads nowhere.
    versions: { 'aws-cdk-lib': '2.185.0' },
    // The Amplify CLI that its bundling calls.
    before: [
      `printf '#!/bin/sh\\nexec node "%s" schema.graphql codegen/graphql/API.ts codegen/graphql\\n' '${join(import.meta.dirname, '..', 'generate-types.ts')}' > node_modules/.bin/amplify; chmod +x node_modules/.bin/amplify`,
    ],
    alsoInstall: ['@aws-amplify/graphql-generator'],
    operations: [
      {
        document: 'mutation { createTodo(name: "tea") { id name createdAt updatedAt } }',
        expect: { createTodo: { id: '*', name: 'tea' } },
      },
      {
        subscribe: 'subscription { onCreateTodo { id name } }',
        by: { document: 'mutation { createTodo(name: "milk") { id name } }' },
        expect: { onCreateTodo: { name: 'milk' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'waf-appsync-cdk',
    kind: 'CDK v2',
    versions: { '@aws-cdk/aws-appsync-alpha': '2.43.1-alpha.0' },
    operations: [
      {
        document: 'mutation { addDemo(input: { version: "1" }) { id version } }',
        expect: { addDemo: { id: '*', version: '1' } },
      },
      { document: '{ getDemos { id version } }', expect: { getDemos: [{ version: '1' }] } },
    ],
  },
];
