import type { CorpusApp } from '../types.ts';

/** Other people's apps with the CDK v2. */
export const CDK_V2_APPS: readonly CorpusApp[] = [
  {
    repository: 'ErikCH/cdk-graphql-appsync-backend',
    commit: '6a584fb12c7edc7d72368daf6ecc510870ab2076',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document:
          'mutation { createNote(input: { name: "tea", completed: false }) { id name completed owner } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createNote: { id: '*', name: 'tea' } },
      },
      {
        document: '{ listNotes { items { id name completed } nextToken } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listNotes: { items: [{ name: 'tea' }] } },
      },
      {
        document:
          'mutation ($id: ID!) { updateNote(input: { id: $id, completed: true }) { id completed } }',
        variables: { id: '{{createNote.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { updateNote: { completed: true } },
      },
      {
        document: 'mutation ($id: ID!) { deleteNote(input: { id: $id }) { id } }',
        variables: { id: '{{createNote.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { deleteNote: { id: '*' } },
      },
    ],
  },
  {
    repository: 'josh-butler/cdk-appsync-boiler',
    commit: 'f38bf6d62b14f2537367757d09efdbc018808b3c',
    kind: 'CDK v2',
    publicKeySecret: '/app/jwt/publicKey',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document: 'mutation { createOrg(name: "org") { id uid name } }',
        expect: { createOrg: { id: '*', name: 'org' } },
      },
      {
        document:
          '{ getOrgs(first: 5) { edges { cursor node { name } } pageInfo { hasNextPage } } }',
        expect: { getOrgs: { edges: [{ node: { name: 'org' } }] } },
      },
      {
        document: 'mutation { createDevice(name: "d") { id name } }',
        expect: { createDevice: { id: '*' } },
      },
    ],
  },
  {
    repository: 'scorobogaci/appsync-javascript-resolvers',
    commit: '522d6922afabd250b44b27d73fb8f14454ba8e46',
    path: 'iac',
    kind: 'CDK v2',
    beside: ['.'],
    operations: [
      {
        document:
          'mutation { addPost(id: "1", author: "ada", title: "t", content: "c", url: "https://example.com") { id version ups } }',
        expect: { addPost: { id: '1', version: 1 } },
      },
      {
        document:
          'mutation { updatePost(id: "1", title: "u", expectedVersion: 1) { title version } }',
        expect: { updatePost: { title: 'u', version: 2 } },
      },
      {
        document: 'mutation { votePost(id: "1", direction: UP) { ups version } }',
        expect: { votePost: { ups: 2 } },
      },
      {
        document: '{ getPostsByAuthor(author: "ada") { posts { id } nextToken } }',
        expect: { getPostsByAuthor: { posts: [{ id: '1' }] } },
      },
      {
        document: 'mutation { addTagToPost(id: "1", tag: "tea") { tags } }',
        expect: { addTagToPost: { tags: ['tea'] } },
      },
      {
        document: '{ getPosts(limit: 5) { posts { id title tags } } }',
        expect: { getPosts: { posts: [{ title: 'u' }] } },
      },
    ],
  },
  {
    repository: 'sudokar/cdk-appsync-typescript-resolver-demo',
    commit: 'c1ec2b445fc048b6e4309d487498ad822e5cec76',
    kind: 'CDK v2',
    operations: [
      {
        document:
          'mutation { addTodo(id: "1", name: "tea", priority: 2, status: pending) { id name } }',
        expect: { addTodo: { id: '1', name: 'tea' } },
      },
      {
        document: '{ getTodo(id: "1") { name priority status } }',
        expect: { getTodo: { name: 'tea', priority: 2, status: 'pending' } },
      },
    ],
  },
  {
    repository: 'tokku5552/appsync-cdk-sample',
    commit: 'fcf110bdbb8f7e4455a1f399237511e0347cf548',
    kind: 'CDK v2',
    alsoInstall: ['esbuild'],
    operations: [
      {
        document:
          'mutation { add(input: { title: "tea", isDone: false, detail: "green" }) { id title } }',
        expect: { add: { id: '*', title: 'tea' } },
      },
      {
        document: '{ getAll { id title isDone } }',
        expect: { getAll: [{ title: 'tea', isDone: false }] },
      },
      {
        document: 'mutation ($id: ID!) { update(input: { id: $id, isDone: true }) { id } }',
        variables: { id: '{{add.id}}' },
        expect: { update: null },
      },
      { document: '{ getAll { id isDone } }', expect: { getAll: [{ isDone: true }] } },
      {
        document: 'mutation ($id: ID!) { delete(id: $id) { id } }',
        variables: { id: '{{add.id}}' },
        expect: { delete: { id: '*' } },
      },
    ],
  },
  {
    repository: 'mashharuki/AppSyncSample',
    commit: '391e0b24577736b959afdd9d2fe4c8d262c84da1',
    path: 'packages/cdk',
    kind: 'CDK v2',
    beside: ['.'],
    alsoInstall: ['esbuild', 'ts-node', 'typescript@5'],
    operations: [
      {
        document:
          'mutation { createProduct(input: { name: "tea", category: "drinks", price: 2.5 }) { productId name price } }',
        expect: { createProduct: { productId: '*', price: 2.5 } },
      },
      {
        document:
          'mutation { createCustomer(input: { name: "Ada", email: "ada@example.com" }) { customerId email } }',
        expect: { createCustomer: { customerId: '*' } },
      },
      {
        document: '{ searchCustomerByEmail(email: "ada@example.com") { customerId name } }',
        expect: { searchCustomerByEmail: { name: 'Ada' } },
      },
      {
        document:
          'mutation ($customer: ID!, $product: ID!) { createOrder(input: { customerId: $customer, orderItems: [{ productId: $product, quantity: 2 }] }) { orderId totalAmount status } }',
        variables: {
          customer: '{{createCustomer.customerId}}',
          product: '{{createProduct.productId}}',
        },
        expect: { createOrder: { totalAmount: 5 } },
      },
      {
        document: '{ getSalesSummary { totalRevenue orderCount averageOrderValue } }',
        expect: { getSalesSummary: { totalRevenue: 5, orderCount: 1 } },
      },
      {
        document: '{ listProductsByCategory(category: "drinks") { items { name } } }',
        expect: { listProductsByCategory: { items: [{ name: 'tea' }] } },
      },
    ],
  },
  {
    repository: 'proton0210/Appsync-Twitter',
    commit: '7c196f744f04495d678a403bc98d2ef635302ce1',
    path: 'backend',
    kind: 'CDK v2',
    versions: {
      '@aws-cdk/aws-cognito-identitypool-alpha': '2.39.0-alpha.0',
      '@aws-cdk/aws-appsync-alpha': '2.43.1-alpha.0',
    },
    // It was written on a disk that takes both for one.
    before: ['ln -sfn Myprofile lib/stacks/API_STACK/resolvers/query/Nested/MyProfile'],
    alsoInstall: ['esbuild'],
    operations: [
      {
        document: '{ getMyProfile { id name screenName followersCount } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { getMyProfile: { id: '*' } },
      },
      {
        document: 'mutation { tweet(text: "hello") { id text } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { tweet: { id: '*', text: 'hello' } },
      },
      {
        document: '{ getMyTimeline(limit: 5) { tweets { id } } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { getMyTimeline: { tweets: [{ id: '*' }] } },
      },
    ],
  },
  {
    repository: 'Crockwell-Solutions/cdk-appsync-events',
    commit: 'ce59e80a3bbc5e4b584b136d0335934ed7bf9665',
    kind: 'CDK v2',
    versions: {
      '@aws-cdk/aws-pipes-alpha': '2.175.1-alpha.0',
      '@aws-cdk/aws-pipes-sources-alpha': '2.175.1-alpha.0',
      '@aws-cdk/aws-pipes-targets-alpha': '2.175.1-alpha.0',
    },
    // One constant of its types is to be written in, which takes the types.
    environment: { TS_NODE_TRANSPILE_ONLY: 'false' },
    // What its pipe would publish, and its page hears.
    operations: [
      {
        publish: 'alerts/alert',
        event: { type: 'Hazard', data: { hazardId: '1', type: 'drone', lat: 51.5, lon: -0.1 } },
        hear: '/alerts/*',
        expect: { type: 'Hazard', data: { hazardId: '1' } },
      },
    ],
  },
];
