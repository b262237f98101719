import type { CorpusApp } from '../types.ts';

/** The Framework's own packaging (3, the last that asks for no login) writes the template; it calls nobody. */
const PACKAGED = {
  kind: 'Serverless Framework',
  before: ['npx serverless package'],
  environment: { SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
  template: '.serverless/cloudformation-template-update-stack.json',
} as const satisfies Partial<CorpusApp>;

/** Apps of the Serverless Framework with serverless-appsync-plugin. */
export const SERVERLESS_FRAMEWORK_APPS: readonly CorpusApp[] = [
  {
    ...PACKAGED,
    repository: 'serverless-appsync/appsync-js-resolvers',
    commit: '7918be4aae574df081f0a38137c1fa096effc017',
    operations: [
      {
        document:
          'mutation { createPost(post: { title: "tea", content: "green", authorName: "ada", publishDate: "2026-11-30" }) { id title authorName createdAt } }',
        expect: { createPost: { id: '*', title: 'tea', authorName: 'ada' } },
      },
      {
        document: 'query ($id: ID!) { getPost(id: $id) { title content comments { id } } }',
        variables: { id: '{{createPost.id}}' },
        expect: { getPost: { title: 'tea', content: 'green', comments: [] } },
      },
      {
        document:
          'mutation ($id: String!) { createComment(comment: { message: "nice", postId: $id }) { id message } }',
        variables: { id: '{{createPost.id}}' },
        expect: { createComment: { id: '*', message: 'nice' } },
      },
      {
        document: '{ getPosts(author: "ada") { items { title comments { message } } nextToken } }',
        expect: { getPosts: { items: [{ title: 'tea', comments: [{ message: 'nice' }] }] } },
      },
      {
        document:
          'mutation ($id: ID!) { updatePost(post: { id: $id, title: "coffee", publishDate: "2026-12-01" }) { id title content publishDate } }',
        variables: { id: '{{createPost.id}}' },
        expect: { updatePost: { title: 'coffee', content: 'green', publishDate: '2026-12-01' } },
      },
      {
        document: '{ getAllPosts { items { title } } }',
        expect: { getAllPosts: { items: [{ title: 'coffee' }] } },
      },
      {
        subscribe: 'subscription { onPostCreated(authorName: "bob") { id title authorName } }',
        by: {
          document:
            'mutation { createPost(post: { title: "milk", content: "white", authorName: "bob", publishDate: "2026-11-30" }) { id title authorName } }',
        },
        expect: { onPostCreated: { title: 'milk', authorName: 'bob' } },
      },
      {
        document: 'mutation ($id: ID!) { deletePost(id: $id) }',
        variables: { id: '{{updatePost.id}}' },
        expect: { deletePost: true },
      },
    ],
  },
  {
    ...PACKAGED,
    repository: 'mjzone/yt-serverless-appsync',
    commit: 'fb390c74757621657842456a01f939ab2dac8175',
    path: 'backend',
    // What it was packaged to lies in the repository.
    before: [],
    install: [],
    groups: ['Admin'],
    operations: [
      {
        document:
          'mutation { createBook(newBook: { title: "Emma", author: "Austen", price: 9.5 }) { bookId title createdAt } }',
        expect: { createBook: { bookId: '*', title: 'Emma' } },
      },
      {
        document: 'query ($id: ID!) { getBookById(bookId: $id) { title author price } }',
        variables: { id: '{{createBook.bookId}}' },
        expect: { getBookById: { title: 'Emma', author: 'Austen', price: 9.5 } },
      },
      {
        document: '{ listBooks(limit: 5) { books { title } nextToken } }',
        expect: { listBooks: { books: [{ title: 'Emma' }] } },
      },
      {
        document:
          'mutation ($id: ID!) { createOrder(newOrder: { items: [{ bookId: $id, quantity: 2 }] }) }',
        variables: { id: '{{createBook.bookId}}' },
        expect: { createOrder: true },
      },
      {
        document: '{ myOrders(limit: 5) { orders { quantity book { title } } nextToken } }',
        expect: { myOrders: { orders: [{ quantity: 2, book: { title: 'Emma' } }] } },
      },
    ],
  },
];
