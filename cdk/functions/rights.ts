import { Stack } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { TableGrants, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { InvitationSettings } from '../../model/invitation-mails.ts';
import type { Sender } from '../settings.ts';
import type { Stage } from '../stage.ts';

type TableAction =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'Query'
  | 'BatchGetItem';

/** Tells a function the table and lets it do `actions` there, not on its indexes. */
export function useTable(
  lambda: LambdaFunction,
  table: ITable,
  ...actions: readonly TableAction[]
): void {
  lambda.addEnvironment('USERS_TABLE', table.tableName);
  // Not table.grant: it opens the indexes too.
  TableGrants.fromTable(table, [], false).actions(lambda, ...inService('dynamodb', actions));
}

/** Beginnings of partition keys (model/keys.ts), with `*` for what follows. */
export type KeyFamily = 'USER#*' | 'EMAIL#*' | 'INVITATION#*' | 'TOKEN#*' | 'DIRECTORY';

/**
 * As `useTable`, for items of some families alone: of a function that needs few of them, whoever gets hold of it
 * reaches no others. What one transaction writes is of one statement: AWS does not say whether it compares the keys of each
 * item or of all.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function useTableOf(
  lambda: LambdaFunction,
  table: ITable,
  families: readonly KeyFamily[],
  ...actions: readonly TableAction[]
): void {
  lambda.addEnvironment('USERS_TABLE', table.tableName);
  Grant.addToPrincipal({
    grantee: lambda,
    actions: inService('dynamodb', actions),
    resourceArns: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': families } },
  });
}

/** Tells a function the table and lets it query its indexes, not the table. */
export function queryIndexes(lambda: LambdaFunction, table: ITable): void {
  lambda.addEnvironment('USERS_TABLE', table.tableName);
  Grant.addToPrincipal({
    grantee: lambda,
    actions: ['dynamodb:Query'],
    resourceArns: [`${table.tableArn}/index/*`],
  });
}

/** Lets a function read a record, which comes by a query with the last sign-in beside it. */
export function readRecord(lambda: LambdaFunction, table: ITable): void {
  useTableOf(lambda, table, ['USER#*'], 'Query');
}

/**
 * Tells a function the table and lets it query some partitions of one index of it.
 * @param partitions beginnings of their keys, with `*` for what follows
 */
export function queryIndex(
  lambda: LambdaFunction,
  table: ITable,
  index: string,
  partitions: readonly string[],
): void {
  lambda.addEnvironment('USERS_TABLE', table.tableName);
  Grant.addToPrincipal({
    grantee: lambda,
    actions: ['dynamodb:Query'],
    resourceArns: [`${table.tableArn}/index/${index}`],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
  });
}

/** Tells a function the user pool and lets it call these operations on it, such as `AdminGetUser`. */
export function useUserPool(
  lambda: LambdaFunction,
  userPool: IUserPool,
  ...operations: readonly string[]
): void {
  lambda.addEnvironment('USER_POOL_ID', userPool.userPoolId);
  if (operations.length > 0) userPool.grant(lambda, ...inService('cognito-idp', operations));
}

/** Lets a function send mail from this address alone, whichever of its names SES has verified. */
export function sendMail(lambda: LambdaFunction, { from, identity }: Sender): void {
  lambda.addEnvironment('MAIL_FROM', from);
  const identities = new Set([from, from.replace(/^.*@/u, ''), identity]);
  // Not EmailIdentity's grant: it takes one identity, and any sender.
  Grant.addToPrincipal({
    grantee: lambda,
    actions: ['ses:SendEmail'],
    resourceArns: [...identities].map((resourceName) =>
      Stack.of(lambda).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    ),
    conditions: { StringEquals: { 'ses:FromAddress': from } },
  });
}

/** Tells a function where people are invited by code: there is no password to make void, and no end of one. */
export function tellInvitedBy(lambda: LambdaFunction, { invitations: { by } }: Stage): void {
  if (by !== 'password') lambda.addEnvironment('INVITED_BY', by);
}

/** Lets a function invite people by code, or in other words than those of the stage, which Cognito cannot. */
export function writeInvitations(
  lambda: LambdaFunction,
  userPool: IUserPool,
  sender: Sender,
  stage: Stage,
): void {
  const { by, link, language, mails } = stage.invitations;
  const settings: InvitationSettings = {
    by,
    link,
    language,
    mails,
    passwordLength: stage.signIn.passwords.minLength,
  };
  lambda.addEnvironment('INVITATIONS', JSON.stringify(settings));
  tellInvitedBy(lambda, stage);
  useUserPool(lambda, userPool, 'AdminSetUserPassword');
  sendMail(lambda, sender);
}

const inService = (service: string, actions: readonly string[]) =>
  actions.map((action) => `${service}:${action}`);
