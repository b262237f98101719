import { join } from 'node:path';
import type { CorpusApp } from '../types.ts';

/** Other samples of AWS with the CDK v2. */
export const AWS_SAMPLES: readonly CorpusApp[] = [
  {
    repository: 'aws-samples/aws-appsync-resolver-samples',
    commit: 'e3d22611333bdb2cf5f580dce1948ab38c61dab2',
    path: 'examples/cdk/dynamodb-todo-app',
    kind: 'CDK v2',
    before: [
      '(cd ../constructs/appsync-helper && npx tsc); rm -rf node_modules/appsync-helper; ln -s ../../constructs/appsync-helper node_modules/appsync-helper',
    ],
    beside: ['examples/cdk/constructs'],
    install: ['', '../constructs/appsync-helper'],
    operations: [
      {
        document:
          'mutation ($input: CreateTodoInput!) { createTodo(input: $input) { id title owner } }',
        variables: { input: { title: 'tea', description: 'green', owner: 'ada' } },
        expect: { createTodo: { id: '*', title: 'tea', owner: 'ada' } },
      },
      {
        document: 'query ($id: ID!) { getTodo(id: $id) { title description } }',
        variables: { id: '{{createTodo.id}}' },
        expect: { getTodo: { title: 'tea', description: 'green' } },
      },
      {
        document: 'mutation ($input: UpdateTodoInput!) { updateTodo(input: $input) { id title } }',
        variables: { input: { id: '{{createTodo.id}}', title: 'coffee' } },
        expect: { updateTodo: { title: 'coffee' } },
      },
      {
        document:
          '{ listTodos(filter: { title: { beginsWith: "cof" } }) { items { id title } nextToken } }',
        expect: { listTodos: { items: [{ title: 'coffee' }] } },
      },
      {
        subscribe: 'subscription { onCreateTodo(owner: "bob") { title owner } }',
        by: {
          document:
            'mutation { createTodo(input: { title: "milk", owner: "bob" }) { id title owner } }',
        },
        expect: { onCreateTodo: { title: 'milk', owner: 'bob' } },
      },
      {
        document: 'mutation ($id: ID!) { deleteTodo(input: { id: $id }) { id } }',
        variables: { id: '{{updateTodo.id}}' },
        expect: { deleteTodo: { id: '*' } },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-appsync-resolver-samples',
    commit: 'e3d22611333bdb2cf5f580dce1948ab38c61dab2',
    path: 'examples/cdk/pub-sub-app',
    kind: 'CDK v2',
    before: [
      '(cd ../constructs/appsync-helper && npx tsc); rm -rf node_modules/appsync-helper; ln -s ../../constructs/appsync-helper node_modules/appsync-helper',
      `node '${join(import.meta.dirname, '..', 'generate-types.ts')}' lib/appsync/schema.graphql lib/appsync/codegen/API.ts`,
    ],
    alsoInstall: ['@aws-amplify/graphql-generator'],
    beside: ['examples/cdk/constructs'],
    install: ['', '../constructs/appsync-helper'],
    operations: [
      { document: '{ whoami }', as: 'AMAZON_COGNITO_USER_POOLS', expect: { whoami: '*' } },
      {
        subscribe: 'subscription { onPublish { id text from kind } }',
        by: {
          document:
            'mutation { publish(input: { text: "hi", kind: ALL }) { id text from kind to createdAt } }',
          as: 'AMAZON_COGNITO_USER_POOLS',
        },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { onPublish: { text: 'hi', kind: 'ALL' } },
      },
    ],
  },
  {
    repository: 'aws-samples/appsync-chat-app-cdk',
    commit: '3e7f7c8b1df9f0fc4af401c7ac0f8aa591e3d182',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document: 'mutation { createRoom(input: { name: "tea" }) { id name createdAt } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createRoom: { id: '*', name: 'tea' } },
      },
      {
        subscribe:
          'subscription ($room: ID) { onCreateMessageByRoomId(roomId: $room) { content { text } roomId } }',
        by: {
          document:
            'mutation ($room: ID!) { createMessage(input: { content: { text: "hi" }, roomId: $room }) { id content { text } owner createdAt updatedAt roomId } }',
          variables: { room: '{{createRoom.id}}' },
          as: 'AMAZON_COGNITO_USER_POOLS',
        },
        variables: { room: '{{createRoom.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { onCreateMessageByRoomId: { content: { text: 'hi' } } },
      },
      {
        document:
          'query ($room: ID!) { listMessagesForRoom(roomId: $room, sortDirection: DESC) { items { content { text } owner } } }',
        variables: { room: '{{createRoom.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listMessagesForRoom: { items: [{ content: { text: 'hi' } }] } },
      },
      {
        document: '{ listRooms(limit: 5) { items { name } } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listRooms: { items: [{ name: 'tea' }] } },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-appsync-merged-api-ci-cd-sample',
    commit: 'dba1c7364cfd63e15d948aec40a9617c081bd663',
    kind: 'CDK v2',
    operations: [],
  },
  {
    repository: 'aws-samples/cdk-appsync-pipeline-resolver',
    commit: '746f0756ec22e17e21a17cbb2b0a64c826e0ca1e',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document:
          '{ getBookPricing(isbn: "978-1-56619-909-4") { name prices { priceId price currency } } }',
        expect: { getBookPricing: { name: '1984', prices: [{ price: 19.84 }, { price: 17.48 }] } },
      },
    ],
  },
  {
    repository: 'aws-samples/appsync-bedrock-sample-with-ai-agent',
    commit: 'acc7855bedc14cce42ab5a3c60c961774aee34a5',
    path: 'cdk-infrastructure',
    kind: 'CDK v2',
    beside: ['.'],
    before: ['npm run build'],
    operations: [
      {
        document: 'mutation { createConversation(config: { agent: "a1" }) { id agent timestamp } }',
        expect: { createConversation: { id: '*', agent: 'a1' } },
      },
      {
        document: '{ listConversations { id agent events { id } } }',
        expect: { listConversations: [{ agent: 'a1', events: [] }] },
      },
      {
        subscribe:
          'subscription ($id: ID!) { onConversationEvents(conversationId: $id) { conversationId sender event { message } } }',
        variables: { id: '{{createConversation.id}}' },
        by: {
          document:
            'mutation ($id: ID!) { agentPublishEvent(config: { conversationId: $id, sender: "agent", event: { message: "hi" } }) { id timestamp conversationId sender event { message } } }',
          variables: { id: '{{createConversation.id}}' },
          as: 'AWS_IAM',
        },
        expect: { onConversationEvents: { sender: 'agent', event: { message: 'hi' } } },
      },
      {
        document: 'mutation ($id: ID!) { deleteConversation(id: $id) { id } }',
        variables: { id: '{{createConversation.id}}' },
        expect: { deleteConversation: { id: '*' } },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-genai-llm-chatbot',
    commit: 'c0be107ad8ce2105fc0d163353dd6a8117ed0dbe',
    kind: 'CDK v2',
    operations: [
      {
        document: '{ listSessions { id title } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listSessions: [] },
      },
    ],
  },
];
