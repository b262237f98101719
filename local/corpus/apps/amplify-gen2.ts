import type { CorpusApp } from '../types.ts';

/** `ampx sandbox` synthesizes so, and then deploys: that alone takes an account. */
const SANDBOX = {
  kind: 'Amplify Gen 2',
  synthesis: 'npx tsx amplify/backend.ts',
  context: {
    'amplify-backend-namespace': 'app',
    'amplify-backend-name': 'ada',
    'amplify-backend-type': 'sandbox',
  },
} as const satisfies Partial<CorpusApp>;

/** Apps of Amplify Gen 2. */
export const AMPLIFY_GEN2_APPS: readonly CorpusApp[] = [
  {
    ...SANDBOX,
    repository: 'aws-samples/amplify-next-template',
    commit: '9ab11fc3d44b35db217ab88064157befd0cef01c',
    // What its page asks by Amplify's client.
    operations: [
      {
        subscribe: 'subscription { onCreateTodo { id content createdAt } }',
        by: {
          document:
            'mutation { createTodo(input: { content: "tea" }) { id content createdAt updatedAt } }',
          as: 'API_KEY',
          expect: { createTodo: { id: '*', content: 'tea', createdAt: '*' } },
        },
        as: 'API_KEY',
        expect: { onCreateTodo: { id: '*', content: 'tea' } },
      },
      {
        document: '{ listTodos { items { id content } nextToken } }',
        as: 'API_KEY',
        expect: { listTodos: { items: [{ content: 'tea' }] } },
      },
      {
        document:
          'mutation ($id: ID!) { updateTodo(input: { id: $id, content: "coffee" }) { id content } }',
        variables: { id: '{{createTodo.id}}' },
        as: 'API_KEY',
        expect: { updateTodo: { content: 'coffee' } },
      },
      {
        document: '{ listTodos(filter: { content: { beginsWith: "cof" } }) { items { content } } }',
        as: 'API_KEY',
        expect: { listTodos: { items: [{ content: 'coffee' }] } },
      },
      {
        document: 'mutation ($id: ID!) { deleteTodo(input: { id: $id }) { id } }',
        variables: { id: '{{updateTodo.id}}' },
        as: 'API_KEY',
        expect: { deleteTodo: { id: '*' } },
      },
    ],
  },
];
