import type { CorpusApp } from '../types.ts';

/** Templates of CloudFormation. */
export const CLOUDFORMATION_APPS: readonly CorpusApp[] = [
  {
    repository: 'aws-samples/aws-appsync-resolver-samples',
    commit: 'e3d22611333bdb2cf5f580dce1948ab38c61dab2',
    path: 'examples/cloudformation/todo-api-cfn',
    kind: 'CloudFormation',
    template: 'template.yaml',
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
        document: '{ queryTodosByOwnerIndex(owner: "bob", first: 5) { items { title owner } } }',
        expect: { queryTodosByOwnerIndex: { items: [{ title: 'milk' }] } },
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
    path: 'examples/cloudformation/todo-api-pipeline-cfn',
    kind: 'CloudFormation',
    template: 'template.yaml',
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
        document: '{ queryTodosByOwnerIndex(owner: "bob", first: 5) { items { title owner } } }',
        expect: { queryTodosByOwnerIndex: { items: [{ title: 'milk' }] } },
      },
      {
        document: 'mutation ($id: ID!) { deleteTodo(input: { id: $id }) { id } }',
        variables: { id: '{{updateTodo.id}}' },
        expect: { deleteTodo: { id: '*' } },
      },
    ],
  },
];
