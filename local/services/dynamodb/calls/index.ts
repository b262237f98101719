import { randomUUID } from 'node:crypto';
import type { Table } from '../../../assembly/model.ts';
import { createApiClient, type ApiClient, type ApiOutput } from '../api-client.ts';
import { ApiException } from '../api-exception.ts';
import type { LaggingIndexes } from '../lagging/index.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import { checkCall } from '../rules/check-call.ts';
import { exceptionOf, invalid, type Refusal } from '../rules/refusal.ts';
import { createSchemaCache } from '../rules/schema-cache.ts';
import { tableCall, type TableCall } from '../table-calls.ts';
import { describesTables, outwardAnswer } from './answers.ts';
import { createArns, namedCall, type Home } from './arns.ts';
import { asProjected } from './forms/local-index-projection.ts';
import { engineForm } from './forms/index.ts';
import { asksExistence, updateKnowing } from './missing-items.ts';
import { parentsOf, updateThrough } from './parents.ts';
import { createSentTransactions, type SentTransactions } from './sent-transactions.ts';
import { behindStart, namesStream, requireShard, streamNames } from './streams.ts';
import { transactRemovals, transactsRemovals } from './transacted-removals.ts';
import type { Send } from './types.ts';
import { transactElements, updateElements, writesElements } from './update-elements.ts';

/** What stands between callers and the engine, so that it is to them as DynamoDB is. */
export interface Calls {
  /**
   * Makes a call as DynamoDB would take it.
   * @throws ApiException for what DynamoDB refuses, be it here or behind
   */
  make(operation: string, input: CallInput, send: Send): Promise<ApiOutput>;
  /**
   * Whether a call that is not refused can be passed on as it came, and its answer back.
   * @throws ApiException for what DynamoDB refuses
   */
  passes(operation: string, input: CallInput): boolean | Promise<boolean>;
  /** Forgets the tables, after the engine was emptied. */
  forget(): void;
  /** Closes its connections. */
  close(): void;
}

/** Before which engine calls are made, and as whose. */
export interface CallsOptions {
  /** URL of the engine; not asked before the first call. */
  readonly endpoint: () => string;
  /** @default - none */
  readonly tables?: readonly Table[];
  /** @default - the region us-east-1 of account 000000000000 */
  readonly home?: Home;
  /** Answers reads of indexes that lag by a rule of faults. @default - none does */
  readonly lagging?: LaggingIndexes | undefined;
}

const SOMEWHERE: Home = { region: 'us-east-1', accountId: '000000000000' };
const CHANGES_TABLES = new Set(['CreateTable', 'DeleteTable', 'UpdateTable']);

/** The layer before an engine. */
export function createCalls({
  endpoint,
  tables = [],
  home = SOMEWHERE,
  lagging,
}: CallsOptions): Calls {
  const arns = createArns(tables, home);
  const client = clientOf(endpoint);
  const ownCall: TableCall = (operation, input) => tableCall(client())(operation, input);
  const schemas = createSchemaCache(ownCall);
  const transactions = createSentTransactions();
  const partitionKeyOf = async (tableName: unknown): Promise<string | null> =>
    (await schemas.get(String(tableName)))?.partition.name ?? null;

  const withStreams = streamNames(arns, ownCall);
  return {
    forget() {
      schemas.forget();
      transactions.clear();
    },
    close: () => client.close(),
    passes(operation, input) {
      if (isRewritten(operation, input) || lagging?.concerns(input) === true) return false;
      const refusal = checkCall(operation, input, schemas);
      if (refusal instanceof Promise) {
        return refusal.then(async (found) => {
          refuse(found);
          return (await engineForm(operation, input, schemas)) === input;
        });
      }
      refuse(refusal);
      const form = engineForm(operation, input, schemas);
      return form instanceof Promise ? form.then((found) => found === input) : form === input;
    },
    async make(operation, given, send) {
      const byArn = namedCall(given, arns);
      const byName = byArn?.input ?? given;
      const asked = namesStream(byName) ? await withStreams(byName) : byName;
      const refusal = checkCall(operation, asked, schemas);
      // Without waiting, where it can be told at once: that is nearly always.
      refuse(refusal instanceof Promise ? await refusal : refusal);
      const form = engineForm(operation, asked, schemas);
      const input = form instanceof Promise ? await form : form;
      if (CHANGES_TABLES.has(operation)) schemas.forget();
      if (operation === 'GetShardIterator') await requireShard(input, send);
      const answer =
        (lagging?.concerns(input) === true ? await lagging.answer(operation, input) : null) ??
        (await sent({ operation, input, send }, { transactions, partitionKeyOf }));
      const output = behindStart(input, asProjected(asked, input, answer));
      const outward = outwardAnswer(operation, output, { arns, region: home.region });
      return byArn?.answer(outward) ?? outward;
    },
  };
}

function refuse(refusal: Refusal | null): void {
  if (refusal) throw exceptionOf(refusal, randomUUID());
}

function isRewritten(operation: string, input: CallInput): boolean {
  return (
    describesTables(operation) ||
    operation === 'TransactWriteItems' ||
    namesStream(input) ||
    (typeof input.TableName === 'string' && input.TableName.startsWith('arn:')) ||
    Object.keys(recordOf(input.RequestItems)).some((name) => name.startsWith('arn:')) ||
    listOf(input.TransactItems).length > 0 ||
    (operation === 'UpdateItem' && (asksExistence(input) || parentsOf(input).length > 0)) ||
    writesElements(operation, input)
  );
}

interface Sent {
  readonly operation: string;
  readonly input: CallInput;
  readonly send: Send;
}

interface Around {
  readonly transactions: SentTransactions;
  readonly partitionKeyOf: (tableName: unknown) => Promise<string | null>;
}

async function sent({ operation, input, send }: Sent, around: Around): Promise<ApiOutput> {
  if (operation === 'UpdateItem') return sentUpdate(input, around, send);
  if (operation !== 'TransactWriteItems') return send(operation, input);
  try {
    if (writesElements(operation, input)) {
      return await transactElements(input, send, around.transactions);
    }
    return transactsRemovals(input)
      ? await transactRemovals(input, around, send)
      : await send(operation, input);
  } catch (error) {
    throw error instanceof ApiException ? asRequestError(error) : error;
  }
}

async function sentUpdate(
  input: CallInput,
  { partitionKeyOf }: Around,
  send: Send,
): Promise<ApiOutput> {
  // A list whose elements are written is there.
  if (writesElements('UpdateItem', input)) return updateElements(input, send);
  if (parentsOf(input).length > 0) return updateThrough(input, send);
  const key = asksExistence(input) ? await partitionKeyOf(input.TableName) : null;
  return key === null ? send('UpdateItem', input) : updateKnowing(input, key, send);
}

/** What is wrong with an expression, whatever the items are, refuses a transaction as a whole. */
const OF_EXPRESSIONS =
  /^(?:Invalid (?:Update|Condition)Expression: |ExpressionAttribute(?:Names|Values) |Value provided in ExpressionAttribute)/;

function asRequestError(error: ApiException): ApiException {
  if (error.name !== 'TransactionCanceledException') return error;
  const reason = listOf(error.body.CancellationReasons)
    .map(recordOf)
    .find(
      ({ Code, Message }) => Code === 'ValidationError' && OF_EXPRESSIONS.test(String(Message)),
    );
  return reason ? exceptionOf(invalid(String(reason.Message)), error.requestId) : error;
}

/** Made when first needed, and anew after a reset, when the engine listens elsewhere. */
function clientOf(endpoint: () => string): (() => ApiClient) & { close(): void } {
  let made: { readonly url: string; readonly client: ApiClient } | null = null;
  const client = (): ApiClient => {
    const url = endpoint();
    if (made?.url === url) return made.client;
    made?.client.close();
    made = { url, client: createApiClient({ endpoint: url }) };
    return made.client;
  };
  return Object.assign(client, { close: () => made?.client.close() });
}
