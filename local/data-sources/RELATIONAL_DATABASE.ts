import type { Principal } from '../aws/credentials.ts';
import { AwsError } from '../aws/index.ts';
import type { AskDataApi } from '../services/rds-data/index.ts';
import {
  MalformedRequest,
  allowOnly,
  answered,
  failed,
  malformed,
  missing,
  objectAt,
  requestObject,
  shown,
} from './answers.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

/** What a data source of a cluster works with. */
export interface RelationalDatabaseOptions {
  readonly name: string;
  readonly clusterArn: string;
  readonly secretArn: string;
  readonly databaseName: string | null;
  /** Whom the Data API sees; null may do everything. */
  readonly principal: Principal | null;
  /** @default - there is no Data API */
  readonly askDataApi?: AskDataApi | undefined;
}

/** The most statements of one request. */
const MAX_STATEMENTS = 2;

/**
 * Sends the statements of a request to the Data API, one after the other.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-rds-js.html
 */
export function createRelationalDatabase(options: RelationalDatabaseOptions): DataSource {
  const { name, clusterArn, secretArn, databaseName, principal, askDataApi = noDataApi } = options;
  return {
    name,
    type: 'RELATIONAL_DATABASE',
    async execute(request) {
      try {
        const { statements, parameters } = readRequest(request);
        const sqlStatementResults: object[] = [];
        for (const sql of statements) {
          const input = {
            resourceArn: clusterArn,
            secretArn,
            ...(databaseName !== null && { database: databaseName }),
            sql,
            parameters,
            includeResultMetadata: true,
          };
          sqlStatementResults.push(await askDataApi('ExecuteStatement', input, principal));
        }
        return answered(JSON.stringify({ sqlStatementResults }));
      } catch (error) {
        if (error instanceof MalformedRequest) return malformed(error);
        if (error instanceof AwsError) return refused(error);
        throw error;
      }
    },
  };
}

/** Phrases of HTTP for what the Data API answers. */
const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  504: 'Gateway Timeout',
};

/** In the form that AppSync is known to give. */
function refused({ message, status }: AwsError): DataSourceAnswer {
  return failed(
    `${status} ${REASONS[status] ?? 'Bad Request'}`,
    `RDSHttp:${JSON.stringify({ message })}`,
  );
}

const noDataApi: AskDataApi = () =>
  Promise.reject(new AwsError('BadRequestException', 'The app has no DB cluster.'));

function readRequest(request: unknown) {
  const { statements, variableMap, variableTypeHintMap, ...rest } = requestObject(request);
  allowOnly([], rest);
  if (statements === undefined) throw missing('statements');
  if (
    !Array.isArray(statements) ||
    !statements.every((sql): sql is string => typeof sql === 'string')
  ) {
    throw new MalformedRequest("Value for field '$[statements]' is not a list of texts.");
  }
  if (statements.length > MAX_STATEMENTS) {
    throw new MalformedRequest(
      `'$[statements]' has ${statements.length} statements: at most ${MAX_STATEMENTS} are run.`,
    );
  }
  const variables = objectAt('variableMap', variableMap ?? {});
  const hints = objectAt('variableTypeHintMap', variableTypeHintMap ?? {});
  const parameters = Object.entries(variables).map(([key, value]) => ({
    name: key.replace(/^:/, ''),
    value: fieldOf(key, value),
    ...(hints[key] !== undefined && { typeHint: hints[key] }),
  }));
  return { statements, parameters };
}

/** A variable as a Field of the Data API. */
function fieldOf(key: string, value: unknown): object {
  if (value === null || value === undefined) return { isNull: true };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (Number.isInteger(value)) return { longValue: value };
  if (typeof value === 'number') return { doubleValue: value };
  throw new MalformedRequest(
    `Value for field '$[variableMap][${key}]' is neither text, number nor boolean: ${shown(value)}.`,
  );
}
