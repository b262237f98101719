import type { CorpusApp } from '../types.ts';

/** AWS's examples of the CDK. */
export const AWS_CDK_EXAMPLES: readonly CorpusApp[] = [
  {
    repository: 'aws-samples/aws-cdk-examples',
    commit: 'bccff1d2775e4b0bf777721c6b41c0107e122f73',
    path: 'typescript/appsync-graphql-dynamodb',
    kind: 'CDK v2',
    operations: [
      {
        document:
          '{ getCar(licenseplate: "AB-1") { licenseplate brand defects { defectdescription } } }',
        expect: { getCar: null },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-cdk-examples',
    commit: 'bccff1d2775e4b0bf777721c6b41c0107e122f73',
    path: 'typescript/appsync-graphql-eventbridge',
    kind: 'CDK v2',
    operations: [
      {
        document: 'mutation { putEvent(event: "hello") { result } }',
        expect: { putEvent: { result: '*' } },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-cdk-examples',
    commit: 'bccff1d2775e4b0bf777721c6b41c0107e122f73',
    path: 'typescript/appsync-graphql-http',
    kind: 'CDK v2',
    operations: [
      { document: '{ getOne(id: 1) { id title } }', expect: { getOne: { id: 1 } } },
      { document: '{ all { id } }', expect: { all: [{ id: 1 }] } },
    ],
  },
  {
    repository: 'aws-samples/aws-cdk-examples',
    commit: 'bccff1d2775e4b0bf777721c6b41c0107e122f73',
    path: 'typescript/appsync-graphql-typescript-resolver',
    kind: 'CDK v2',
    install: ['', 'resolvers'],
    operations: [
      {
        document: '{ getTodo(id: "7") { id title completed createdAt } }',
        expect: { getTodo: { id: '7', title: 'Buy groceries', completed: false } },
      },
    ],
  },
  {
    repository: 'aws-samples/aws-cdk-examples',
    commit: 'bccff1d2775e4b0bf777721c6b41c0107e122f73',
    path: 'python/appsync-graphql-dynamodb',
    kind: 'CDK v2',
    operations: [
      {
        document: 'mutation { save(name: "tea") { itemsId name } }',
        expect: { save: { itemsId: '*', name: 'tea' } },
      },
      {
        document: 'query ($id: ID!) { getOne(itemsId: $id) { itemsId name } }',
        variables: { id: '{{save.itemsId}}' },
        expect: { getOne: { name: 'tea' } },
      },
      {
        document: '{ all(limit: 5) { items { name } nextToken } }',
        expect: { all: { items: [{ name: 'tea' }] } },
      },
      {
        document: 'mutation ($id: ID!) { delete(itemsId: $id) { itemsId } }',
        variables: { id: '{{save.itemsId}}' },
        expect: { delete: { itemsId: '*' } },
      },
    ],
  },
];
