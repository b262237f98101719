import { hasFactorSetUp } from '../passkeys.ts';
import type { FunctionEntry, TriggerNeeds } from './entry.ts';
import { readRecord, tellInvitedBy, useTableOf } from './rights.ts';

/** What the user pool calls. */
export const TRIGGERS = {
  'record-sign-in': {
    description: 'After each sign-in: lastSignInAt, and INVITED becomes ACTIVE',
    timeout: 5,
    reserved: true,
    connect(lambda, { table, stage }) {
      useTableOf(lambda, table, ['USER#*'], 'Query', 'PutItem', 'ConditionCheckItem');
      // The list of administrators, which an invited one comes onto.
      useTableOf(lambda, table, ['USER#*', 'DIRECTORY'], 'UpdateItem');
      tellInvitedBy(lambda, stage);
    },
  },
  'record-sign-up': {
    description: 'Around each sign-up: checks the person, then makes the record',
    timeout: 5,
    onlyIn: ({ selfSignUp }) => selfSignUp,
    connect(lambda, { table }) {
      readRecord(lambda, table);
      // Who has the address.
      useTableOf(lambda, table, ['EMAIL#*'], 'GetItem');
      useTableOf(lambda, table, ['USER#*', 'EMAIL#*'], 'PutItem');
    },
  },
  'limit-access-token': {
    description:
      "Before each token: leaves the scope of Cognito's user operations out, but to set up factors",
    timeout: 5,
    reserved: true,
    onlyIn: ({ cognitoSelfService }) => !cognitoSelfService,
    connect(lambda, { stage }) {
      lambda.addEnvironment('FACTOR_SET_UP', String(hasFactorSetUp(stage.signIn)));
    },
  },
} as const satisfies Readonly<Record<string, FunctionEntry<TriggerNeeds>>>;

/** A function that the user pool calls. */
export type TriggerName = keyof typeof TRIGGERS;
