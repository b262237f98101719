import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { FieldFunction } from '../../model/operations.ts';
import type { FieldNeeds, FunctionEntry } from './entry.ts';
import {
  queryIndexes,
  readRecord,
  sendMail,
  tellInvitedBy,
  useTable,
  useTableOf,
  useUserPool,
  writeInvitations,
} from './rights.ts';

/** What fields ask. One that model/operations.ts names and that is missing here is a type error. */
export const FIELD_FUNCTIONS: Readonly<Record<FieldFunction, FunctionEntry<FieldNeeds>>> = {
  'create-user': {
    description: 'Mutation.createUser',
    // Cognito sends the invitation inside the call.
    timeout: 20,
    connect(lambda, { table, userPool, sender, stage }) {
      readRecord(lambda, table);
      // Who has the address, and what the token made before.
      useTableOf(lambda, table, ['EMAIL#*', 'TOKEN#*'], 'GetItem');
      useTableOf(lambda, table, ['USER#*', 'EMAIL#*', 'TOKEN#*'], 'PutItem');
      useUserPool(
        lambda,
        userPool,
        'AdminCreateUser',
        'AdminGetUser',
        'AdminDeleteUser',
        'AdminAddUserToGroup',
        // An address that the table has freed and Cognito still holds.
        'AdminUpdateUserAttributes',
      );
      writeInvitations(lambda, userPool, sender, stage);
    },
  },
  'update-user': {
    description: 'Mutation.updateUser',
    connect(lambda, { table, userPool, sender, stage }) {
      readRecord(lambda, table);
      // Another e-mail address moves the lock item.
      useTable(lambda, table, 'UpdateItem', 'PutItem', 'DeleteItem');
      // The invitation that went to the former address is void, or the former address is told.
      const isByCode = stage.invitations.by === 'code';
      useUserPool(
        lambda,
        userPool,
        isByCode ? 'AdminUpdateUserAttributes' : 'AdminSetUserPassword',
      );
      tellInvitedBy(lambda, stage);
      sendMail(lambda, sender);
    },
  },
  'update-me': {
    description: 'Mutation.updateMe',
    connect(lambda, { table, userPool }) {
      useTableOf(lambda, table, ['USER#*'], 'Query', 'UpdateItem');
      useUserPool(lambda, userPool);
    },
  },
  'request-email-change': {
    description: 'Mutation.requestEmailChange',
    connect(lambda, { table, sender }) {
      // The record, and the change that waits for its code.
      useTableOf(lambda, table, ['USER#*'], 'Query', 'GetItem', 'PutItem');
      // Who has the address.
      useTableOf(lambda, table, ['EMAIL#*'], 'GetItem');
      sendMail(lambda, sender);
    },
  },
  'confirm-email-change': {
    description: 'Mutation.confirmEmailChange',
    connect(lambda, { table, sender }) {
      readRecord(lambda, table);
      // Moves the lock item, and tells the former address.
      useTable(lambda, table, 'GetItem', 'UpdateItem', 'PutItem', 'DeleteItem');
      sendMail(lambda, sender);
    },
  },
  'suspend-user': { description: 'Mutation.suspendUser', connect: changeRecord },
  'reactivate-user': {
    description: 'Mutation.reactivateUser',
    connect(lambda, needs) {
      changeRecord(lambda, needs);
      // Whether an invitation waits for it.
      useTableOf(lambda, needs.table, ['INVITATION#*'], 'GetItem');
    },
  },
  'sign-out-everywhere': { description: 'Mutation.signOutEverywhere', connect: changeRecord },
  'user-sessions': {
    description: 'User.sessions',
    connect: (lambda, { userPool }) => useUserPool(lambda, userPool, 'AdminListUserSessions'),
  },
  'user-factors': {
    description: 'User.factors',
    connect: (lambda, { userPool }) => useUserPool(lambda, userPool, 'AdminGetUserAuthFactors'),
  },
  'revoke-session': {
    description: 'Mutation.revokeSession',
    connect(lambda, needs) {
      changeRecord(lambda, needs);
      useUserPool(lambda, needs.userPool, 'AdminListUserSessions', 'AdminRevokeUserSession');
    },
  },
  'reset-factors': {
    description: 'Mutation.resetFactors',
    connect(lambda, needs) {
      changeRecord(lambda, needs);
      useUserPool(
        lambda,
        needs.userPool,
        'AdminGetUserAuthFactors',
        'AdminSetUserMFAPreference',
        'AdminDeleteSoftwareToken',
      );
      sendMail(lambda, needs.sender);
    },
  },
  'resend-invitation': {
    description: 'Mutation.resendInvitation',
    timeout: 20,
    connect(lambda, { table, userPool, sender, stage }) {
      useTableOf(lambda, table, ['USER#*'], 'Query', 'UpdateItem');
      useTableOf(lambda, table, ['INVITATION#*'], 'DeleteItem');
      // An address that Cognito has not heard of yet is written first.
      const operations = ['AdminCreateUser', 'AdminGetUser', 'AdminUpdateUserAttributes'];
      useUserPool(lambda, userPool, ...operations);
      writeInvitations(lambda, userPool, sender, stage);
    },
  },
  'revoke-invitation': {
    description: 'Mutation.revokeInvitation',
    connect(lambda, { table, userPool, stage }) {
      useTableOf(lambda, table, ['USER#*'], 'Query', 'UpdateItem');
      useTableOf(lambda, table, ['INVITATION#*'], 'DeleteItem');
      useUserPool(lambda, userPool, 'AdminGetUser', 'AdminSetUserPassword');
      tellInvitedBy(lambda, stage);
    },
  },
  'export-user': {
    description: 'Query.exportUser',
    connect(lambda, { table, userPool }) {
      useTableOf(lambda, table, ['USER#*'], 'GetItem', 'Query');
      const operations = [
        'AdminGetUser',
        'AdminListGroupsForUser',
        'AdminGetUserAuthFactors',
        'AdminListUserSessions',
      ];
      useUserPool(lambda, userPool, ...operations);
    },
  },
  // The queues are there after it: cdk/event-sources.ts lets it count them.
  'change-backlog': { description: 'Query.changeBacklog' },
  'search-users': {
    description:
      'Query.listUsers by words, or the start of a field in the order of another; international domains',
    timeout: 25,
    connect(lambda, { table }) {
      queryIndexes(lambda, table);
      // Whom an index of words finds.
      useTableOf(lambda, table, ['USER#*'], 'BatchGetItem');
    },
  },
  'delete-user': {
    description: 'Mutation.deleteUser',
    connect(lambda, { table }) {
      readRecord(lambda, table);
      useTable(lambda, table, 'PutItem', 'UpdateItem', 'DeleteItem');
    },
  },
  'purge-user': {
    description: 'Mutation.purgeUser',
    // A history has no limit; what the time does not allow, the next call does.
    timeout: 25,
    connect: (lambda, { table }) =>
      useTableOf(lambda, table, ['USER#*'], 'Query', 'UpdateItem', 'DeleteItem'),
  },
};

/** Reads the record, and writes it and the list of administrators. The user pool it only knows, as all that share its services. */
function changeRecord(lambda: LambdaFunction, { table, userPool }: FieldNeeds): void {
  readRecord(lambda, table);
  useTableOf(lambda, table, ['USER#*', 'DIRECTORY'], 'UpdateItem');
  useUserPool(lambda, userPool);
}
