import type { CorpusApp } from '../types.ts';

/** Apps of CDK v1. */
export const CDK_V1_APPS: readonly CorpusApp[] = [
  {
    repository: 'AlfieGoat/QuizCDK',
    commit: 'ea0b42026b925996b547d695daa4c417bdda24a3',
    kind: 'CDK v1',
    alsoInstall: ['esbuild'],
    operations: [],
  },
  {
    repository: 'aws-samples/aws-appsync-presence-api',
    commit: '01766ed7ae320bc36d8208935a9dd86b0e6f10e5',
    kind: 'CDK v1',
    install: ['', 'src/layer/nodejs', 'src/functions/on_disconnect'],
    operations: [
      {
        document: '{ status(id: "1") { id status } }',
        expect: { status: { id: '1', status: 'offline' } },
      },
    ],
  },
  {
    repository: 'dabit3/build-an-authenticated-api-with-cdk',
    commit: 'b320dcf401f73ba467678f7e92fb501f2929e14e',
    path: 'cdk-products',
    kind: 'CDK v1',
    install: ['', 'lambda-fns'],
    versions: {
      '@aws-cdk/aws-appsync': '1.87.1',
      '@aws-cdk/aws-cognito': '1.87.1',
      '@aws-cdk/aws-dynamodb': '1.87.1',
      '@aws-cdk/aws-lambda': '1.87.1',
    },
    groups: ['Admin'],
    before: ['npx tsc || true'],
    operations: [
      {
        document:
          'mutation { createProduct(product: { name: "tea", description: "green", price: 2.5, category: "drinks" }) { id name price } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createProduct: { id: '*', price: 2.5 } },
      },
      {
        document: '{ listProducts { name } }',
        as: 'API_KEY',
        expect: { listProducts: [{ name: 'tea' }] },
      },
      {
        document: '{ productsByCategory(category: "drinks") { name } }',
        as: 'API_KEY',
        expect: { productsByCategory: [{ name: 'tea' }] },
      },
      {
        document: 'mutation ($id: ID!) { deleteProduct(productId: $id) }',
        variables: { id: '{{createProduct.id}}' },
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { deleteProduct: '*' },
      },
    ],
  },
  {
    repository: 'kcwinner/cdk-appsync-react-demo',
    commit: 'aea8d5b5da87d7386254f24ee96fedff43ee1fdb',
    kind: 'CDK v1',
    operations: [
      {
        document:
          'mutation { createPost(input: { title: "t", content: "c", username: "ada" }) { id title } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { createPost: { id: '*', title: 't' } },
      },
      {
        document: '{ listPosts { items { title content } } }',
        as: 'AMAZON_COGNITO_USER_POOLS',
        expect: { listPosts: { items: [{ title: 't' }] } },
      },
    ],
  },
  {
    repository: 'tlakomy/Build-a-GraphQL-API-with-AWS-CDK-and-AppSync',
    commit: '44b1d4418d40775c05b012c78482ffc671c53a0c',
    kind: 'CDK v1',
    versions: {
      '@aws-cdk/aws-appsync': '1.128.0',
      '@aws-cdk/aws-dynamodb': '1.128.0',
      '@aws-cdk/aws-lambda': '1.128.0',
    },
    alsoInstall: ['@aws-cdk/aws-lambda-nodejs@1.128.0'],
    before: ['npx tsc || true'],
    operations: [
      {
        document: 'mutation { createBook(book: { id: "1", title: "Emma" }) { id title } }',
        expect: { createBook: { id: '1', title: 'Emma' } },
      },
      {
        document: '{ getBookById(bookId: "1") { title } }',
        expect: { getBookById: { title: 'Emma' } },
      },
      {
        document:
          'mutation { updateBook(book: { id: "1", rating: 5, completed: true }) { id rating } }',
        expect: { updateBook: { rating: 5 } },
      },
      {
        document: '{ listBooks { id title rating } }',
        expect: { listBooks: [{ title: 'Emma', rating: 5 }] },
      },
    ],
  },
  {
    repository: 'yskst96/chatapp-graphql-cdk-appsync',
    commit: 'd910a32ad102bd7cb4cfc3a4fbf10d51f469a7d9',
    kind: 'CDK v1',
    operations: [
      {
        document: 'mutation { createRoom(input: { id: "r1", name: "tea" }) { id name } }',
        expect: { createRoom: { id: '*', name: 'tea' } },
      },
      {
        document: '{ listRooms(limit: 5) { items { id name } } }',
        expect: { listRooms: { items: [{ name: 'tea' }] } },
      },
      {
        document:
          'mutation ($room: ID) { createMessage(input: { content: "hi", roomId: $room }) { id content } }',
        variables: { room: '{{createRoom.id}}' },
        expect: { createMessage: { content: 'hi' } },
      },
      {
        document: 'query ($room: ID) { listMessagesForRoom(roomId: $room) { items { content } } }',
        variables: { room: '{{createRoom.id}}' },
        expect: { listMessagesForRoom: { items: [{ content: 'hi' }] } },
      },
    ],
  },
];
