import { randomUUID } from 'node:crypto';
import { ApiException } from '../api-exception.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { exceptionOf, invalid } from '../rules/refusal.ts';
import { asConditionCheck } from './existence.ts';
import type { Send } from './types.ts';

/** Holds the condition of a write against its item, and fails as the write would. */
export async function check(held: CallInput, send: Send): Promise<void> {
  const TransactItems = [{ ConditionCheck: asConditionCheck(held) }];
  try {
    await send('TransactWriteItems', { TransactItems });
  } catch (error) {
    if (!(error instanceof ApiException) || error.name !== 'TransactionCanceledException')
      throw error;
    const { Code, Message, Item } = recordOf(listOf(error.body.CancellationReasons)[0]);
    if (Code !== 'ConditionalCheckFailed') {
      throw exceptionOf(invalid(String(Message)), error.requestId);
    }
    const body = { __type: FAILED_CHECK, message: Message, ...(Item !== undefined && { Item }) };
    throw new ApiException(body, 400, randomUUID());
  }
}

const FAILED_CHECK = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
