import type { CorpusApp } from '../types.ts';

/** Michael Liendo's samples with the CDK v2. */
export const FOCUS_OTTER: readonly CorpusApp[] = [
  {
    repository: 'focusOtter/appsync-cdk-api-key-fullstack',
    commit: 'a4c574ad32f12033a5ae67ee30e8e8a2a3976792',
    path: 'backend',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document: '{ listUsers(limit: 5) { items { userId firstname } nextToken } }',
        expect: { listUsers: { items: [] } },
      },
    ],
  },
  {
    repository: 'focusOtter/appsync-cdk-cognito-fullstack',
    commit: '69155dbb1a7811247dffd038df3f9b05fee76cda',
    path: 'backend',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document: '{ listUsers(limit: 5) { items { userId firstname } nextToken } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        refused: 'Unauthorized',
      },
      {
        document: '{ listUsers(limit: 5) { items { userId firstname } nextToken } }',
        as: 'AWS_IAM',
        expect: { listUsers: { items: [] } },
      },
    ],
  },
  {
    repository: 'focusOtter/eventbridge-target-appsync',
    commit: 'ffc0eb39d46760fd1bcfbe557dfbfb5fcdc36c7f',
    kind: 'CDK v2',
    operations: [
      {
        document: 'mutation { publishMsgFromEB(msg: "hi") }',
        as: 'AWS_IAM',
        expect: { publishMsgFromEB: 'hi' },
      },
      {
        subscribe: 'subscription { onPublishMsgFromEb }',
        by: { document: 'mutation { publishMsgFromEB(msg: "ho") }', as: 'AWS_IAM' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { onPublishMsgFromEb: 'ho' },
      },
    ],
  },
  {
    repository: 'focusOtter/fullstack-nextjs-cdk-starter',
    commit: '6ccd4595326ff5f67788100df953dfb6cd4b3224',
    path: '_backend',
    kind: 'CDK v2',
    versions: {
      'aws-cdk-lib': '2.177.0',
      '@aws-cdk/aws-amplify-alpha': '2.177.0-alpha.0',
      '@aws-cdk/aws-cognito-identitypool-alpha': '2.177.0-alpha.0',
    },
    // Its `predeploy`, without the types that it has already.
    before: ['node utils/build.mjs'],
    environment: { AWS_BRANCH: 'main' },
    operations: [
      {
        document:
          'mutation { createTodo(input: { title: "tea", description: "green", isCompleted: false }) { id title owner createdAt } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createTodo: { id: '*', title: 'tea' } },
      },
      {
        document: 'query ($id: String!) { getTodo(id: $id) { title description } }',
        variables: { id: '{{createTodo.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { getTodo: { title: 'tea' } },
      },
      {
        document: '{ listTodos { todos { title } nextToken } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listTodos: { todos: [{ title: 'tea' }] } },
      },
      {
        document:
          'mutation ($id: ID!) { updateTodo(input: { id: $id, title: "coffee", description: "black", isCompleted: true }) { title isCompleted } }',
        variables: { id: '{{createTodo.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { updateTodo: { title: 'coffee', isCompleted: true } },
      },
      {
        document: 'mutation ($id: String!) { deleteTodo(id: $id) { id } }',
        variables: { id: '{{createTodo.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { deleteTodo: { id: '*' } },
      },
    ],
  },
  {
    repository: 'focusOtter/micro-saas-new',
    commit: '49a5cb5ececdeaf7ff53dd7b1669f9da940a6b54',
    path: 'backend',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    environment: { AWS_BRANCH: 'main' },
    operations: [
      {
        document:
          'mutation { createRecipe(input: { coverImage: "a", title: "soup", description: "hot", servings: 2, ingredientsText: "water", stepsText: "boil" }) { id title owner } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createRecipe: { id: '*', title: 'soup', owner: '*' } },
      },
      {
        document: '{ listRecipes { items { title servings } } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listRecipes: { items: [{ title: 'soup', servings: 2 }] } },
      },
      {
        document: 'mutation ($id: ID!) { deleteRecipe(input: { id: $id }) { id } }',
        variables: { id: '{{createRecipe.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { deleteRecipe: { id: '*' } },
      },
    ],
  },
];
