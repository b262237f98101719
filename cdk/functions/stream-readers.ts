import type { FunctionEntry, StreamNeeds } from './entry.ts';
import { readRecord, useTableOf, useUserPool, writeInvitations } from './rights.ts';

/**
 * What reads the table's stream; the right to that comes with the event source. DynamoDB allows a stream
 * two readers without throttling.
 */
export const STREAM_READERS = {
  'publish-changes': {
    description: 'From the stream: writes the history, counts and tells subscribers',
    timeout: 60,
    connect(lambda, { table, api }) {
      useTableOf(lambda, table, ['USER#*'], 'Query', 'BatchGetItem');
      // History and markers, and the counts of all and of the day.
      useTableOf(lambda, table, ['USER#*', 'DIRECTORY'], 'PutItem', 'UpdateItem');
      // The one caller of the one field that IAM opens.
      lambda.addEnvironment('GRAPHQL_URL', api.graphqlUrl);
      api.grantMutation(lambda, 'publishUserChange');
    },
  },
  'sync-identity': {
    description: 'From the stream: brings Cognito to the state of the table',
    timeout: 60,
    connect(lambda, { table, userPool, sender, stage }) {
      readRecord(lambda, table);
      useTableOf(lambda, table, ['INVITATION#*'], 'GetItem', 'DeleteItem');
      useUserPool(
        lambda,
        userPool,
        'AdminGetUser',
        // The invitation of a person whose address was wrong.
        'AdminCreateUser',
        'AdminUpdateUserAttributes',
        'AdminListGroupsForUser',
        'AdminAddUserToGroup',
        'AdminRemoveUserFromGroup',
        'AdminEnableUser',
        'AdminDisableUser',
        'AdminUserGlobalSignOut',
        'AdminDeleteUser',
      );
      // The language of that invitation.
      writeInvitations(lambda, userPool, sender, stage);
    },
  },
} as const satisfies Readonly<Record<string, FunctionEntry<StreamNeeds>>>;

/** A function that reads the stream. */
export type StreamReader = keyof typeof STREAM_READERS;

/** All that read the stream; at most two. */
export const STREAM_READER_NAMES = Object.keys(STREAM_READERS) as StreamReader[];
