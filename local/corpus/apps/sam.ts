import type { CorpusApp } from '../types.ts';

/** Templates of SAM. */
export const SAM_APPS: readonly CorpusApp[] = [
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'apigw-appsync-dynamodb-sam',
    kind: 'SAM',
    template: 'template.yaml',
    operations: [
      {
        document:
          'mutation { addRestaurant(input: { name: "Da Ada", cuisine: Italian }) { restaurantId name cuisine } }',
        expect: { addRestaurant: { restaurantId: '*', cuisine: 'Italian' } },
      },
      {
        document: 'query ($id: ID!) { getRestaurant(restaurantId: $id) { name } }',
        variables: { id: '{{addRestaurant.restaurantId}}' },
        expect: { getRestaurant: { name: 'Da Ada' } },
      },
      {
        document: '{ listRestaurants(limit: 5) { items { name } nextToken } }',
        expect: { listRestaurants: { items: [{ name: 'Da Ada' }] } },
      },
      {
        document: 'mutation ($id: ID!) { deleteRestaurant(input: { restaurantId: $id }) { name } }',
        variables: { id: '{{addRestaurant.restaurantId}}' },
        expect: { deleteRestaurant: { name: 'Da Ada' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-dynamodb',
    kind: 'SAM',
    template: 'template.yaml',
    operations: [
      {
        document:
          'mutation { saveNote(NoteId: "1", title: "tea", content: "green") { NoteId title } }',
        expect: { saveNote: { NoteId: '1', title: 'tea' } },
      },
      {
        document: '{ getNote(NoteId: "1") { title content } }',
        expect: { getNote: { title: 'tea' } },
      },
      {
        document: '{ allNotes(limit: 5) { notes { NoteId title } nextToken } }',
        expect: { allNotes: { notes: [{ NoteId: '1' }] } },
      },
      {
        document: 'mutation { deleteNote(NoteId: "1") { NoteId } }',
        expect: { deleteNote: { NoteId: '1' } },
      },
    ],
  },
  {
    repository: 'aws-samples/serverless-patterns',
    commit: 'fb7b5d06c27d8abb1bd35e52ab7523acf4baab7b',
    path: 'appsync-dynamodb-singletable',
    kind: 'SAM',
    template: 'template.yaml',
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
    repository: 'gutkedu/appsync-sam-example',
    commit: 'cb57b6761af5e2e77dddd9980c946004fc3110c0',
    path: 'backend',
    kind: 'SAM',
    template: 'template.yaml',
    alsoInstall: ['esbuild'],
    before: [
      'for name in api-proxy auth event-publisher; do npx esbuild src/lambdas/$name.ts --bundle --platform=node --outfile=$name.js; done',
    ],
    operations: [
      {
        document: 'mutation { createStory(input: { title: "t", content: "c" }) { id title } }',
        as: 'AWS_LAMBDA',
        expect: { createStory: { id: '*', title: 't' } },
      },
      {
        document:
          'mutation ($id: ID!) { createStoryComment(input: { storyId: $id, comment: "good" }) { id comment } }',
        variables: { id: '{{createStory.id}}' },
        as: 'AWS_LAMBDA',
        expect: { createStoryComment: { comment: 'good' } },
      },
      {
        document:
          'query ($id: ID!) { getStory(storyId: $id) { story { title } comments { comment } } }',
        variables: { id: '{{createStory.id}}' },
        as: 'AWS_LAMBDA',
        expect: { getStory: { story: { title: 't' }, comments: [{ comment: 'good' }] } },
      },
      {
        document: '{ fetchStories(input: { limit: 5 }) { stories { title } } }',
        as: 'AWS_LAMBDA',
        expect: { fetchStories: { stories: [{ title: 't' }] } },
      },
    ],
  },
];
