import type { ConflictDetection, DataSourceConfig } from '../../assembly/model.ts';
import {
  MalformedRequest,
  allowOnly,
  malformed,
  missing,
  requestObject,
  shown,
  type RequestObject,
} from '../answers.ts';
import type { DataSourcesOptions } from '../create-data-sources.ts';
import { restricted, sessionOf } from '../service-role.ts';
import type { DataSource, DataSourceAnswer } from '../types.ts';
import { BatchDeleteItem } from './BatchDeleteItem.ts';
import { BatchGetItem } from './BatchGetItem.ts';
import { BatchPutItem } from './BatchPutItem.ts';
import { createDynamodbCall, faultyCall, guardedCall } from './client.ts';
import { DeleteItem } from './DeleteItem.ts';
import { DynamodbError } from './errors.ts';
import { GetItem } from './GetItem.ts';
import type { Operation, OperationServices } from './operation.ts';
import { PageTokens } from './page-tokens.ts';
import { PutItem } from './PutItem.ts';
import { Query } from './Query.ts';
import { Scan } from './Scan.ts';
import { Sync } from './Sync.ts';
import { tracedCall } from './traced-call.ts';
import { TransactGetItems } from './TransactGetItems.ts';
import { TransactWriteItems } from './TransactWriteItems.ts';
import { UpdateItem } from './UpdateItem.ts';
import { runVersioned } from './versioned/index.ts';
import { SyncError } from './versioned/sync-error.ts';
import { createVersionedTable } from './versioned/versioned-table.ts';

/** By the request object's `operation`. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    GetItem,
    PutItem,
    UpdateItem,
    DeleteItem,
    Query,
    Scan,
    Sync,
    BatchGetItem,
    BatchPutItem,
    BatchDeleteItem,
    TransactGetItems,
    TransactWriteItems,
  ].map((operation) => [operation.name, operation]),
);

/**
 * Runs request objects on a table.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html
 */
export function createDynamodb(config: DynamodbConfig, options: DataSourcesOptions): DataSource {
  const { name, tableName, region, versioning } = config;
  const {
    dynamodbEndpoint: endpoint,
    dynamodbCalls: calls,
    dynamodbAccess: access,
    clock,
  } = options;
  const permissions = sessionOf(config, options)?.permissions;
  const lambda = restricted(options.lambda, permissions);
  const { developer } = options.credentials;
  const sendDirectly = createDynamodbCall({
    endpoint,
    region,
    credentials: developer,
    calls,
    failed: (reason) => options.log.error(name, reason),
  });
  const { tracer } = options;
  const faulty = faultyCall(sendDirectly, options.faults);
  const sendOwn = tracer ? tracedCall(tracer, faulty) : faulty;
  const send =
    permissions && access
      ? guardedCall(sendOwn, (operation, input) => access(permissions, operation, input))
      : sendOwn;
  const pageTokens = new PageTokens(options.pageTokenKey);
  const source = (run: Run): DataSource => ({
    name,
    type: 'AMAZON_DYNAMODB',
    async execute(request, context) {
      try {
        const read = requestObject(request);
        const call = (operation: string, input: RequestObject): ReturnType<typeof send> =>
          send(operation, input, context.signal);
        const ownCall: typeof call = (operation, input) =>
          sendOwn(operation, input, context.signal);
        const services = { tableName, region, context, pageTokens, lambda, call, ownCall };
        return await run(read, services);
      } catch (error) {
        if (error instanceof MalformedRequest) return malformed(error);
        if (error instanceof DynamodbError || error instanceof SyncError) return error.answer();
        throw error;
      }
    },
  });
  if (!versioning)
    return source((request, services) => operationOf(request).run(request, services));
  const table = createVersionedTable(versioning, clock);
  const versioned = (conflicts: ConflictDetection | null): DataSource =>
    source((request, services) =>
      runVersioned(operationOf(request), request, { ...services, table, conflicts }),
    );
  return { ...versioned(null), detecting: versioned };
}

type DynamodbConfig = Extract<DataSourceConfig, { type: 'AMAZON_DYNAMODB' }>;
type Run = (request: RequestObject, services: OperationServices) => Promise<DataSourceAnswer>;

function operationOf(request: RequestObject): Operation {
  const { operation: name } = request;
  if (name === undefined || name === null) throw missing('operation');
  const operation = operations.get(shown(name));
  if (operation) {
    allowOnly(operation.members, request);
    return operation;
  }
  throw new MalformedRequest(
    `Unsupported operation '${shown(name)}'. An AMAZON_DYNAMODB data source takes ${[...operations.keys()].join(', ')}.`,
  );
}
