import { LocalError } from '../../shared/errors.ts';
import { withoutSecrets } from '../../shared/without-secrets.ts';
import { createApiClient } from './api-client.ts';
import { ApiException } from './api-exception.ts';

const PATIENCE = 5_000; // 5 seconds

const AWS_HOST = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/**
 * Makes sure that what somebody gave is the URL of a server, and not of AWS: the engine creates,
 * changes and, with --fresh, deletes tables there.
 * @throws LocalError ERR_DYNAMODB_ENGINE
 */
export function requireLocalUrl(endpoint: string): void {
  const url = URL.parse(endpoint);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new LocalError(
      'ERR_DYNAMODB_ENGINE',
      `${JSON.stringify(withoutSecrets(endpoint))} is not the URL of a DynamoDB engine, such as http://127.0.0.1:8000. ` +
        'Correct --dynamodb or DYNAMODB_ENDPOINT, or leave them out: an engine comes with this program.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new LocalError(
      'ERR_DYNAMODB_ENGINE',
      `${JSON.stringify(withoutSecrets(endpoint))} was given with a user or password, which no DynamoDB ` +
        'engine takes: its calls are signed. Leave them out of --dynamodb or DYNAMODB_ENDPOINT.',
    );
  }
  if (!AWS_HOST.test(url.hostname)) return;
  throw new LocalError(
    'ERR_DYNAMODB_ENGINE',
    `${url.hostname} is AWS itself, where this engine would create and delete tables. ` +
      'Give the URL of a local engine, or deploy the stack to use DynamoDB on AWS.',
  );
}

/**
 * Makes sure that a DynamoDB engine answers at a URL that somebody gave; one of AWS is not asked.
 * @throws LocalError ERR_DYNAMODB_ENGINE that says what is there instead
 */
export async function requireEngine(endpoint: string): Promise<void> {
  requireLocalUrl(endpoint);
  const client = createApiClient({ endpoint });
  try {
    const { TableNames } = await client.call(
      'ListTables',
      { Limit: 1 },
      AbortSignal.timeout(PATIENCE),
    );
    if (!Array.isArray(TableNames)) throw new Error('what answers is no DynamoDB');
  } catch (error) {
    throw new LocalError(
      'ERR_DYNAMODB_ENGINE',
      `No DynamoDB at ${withoutSecrets(endpoint)}: ${reasonOf(error)}. Start it there, correct --dynamodb or ` +
        'DYNAMODB_ENDPOINT, or leave them out: an engine comes with this program.',
      { cause: error },
    );
  } finally {
    client.close();
  }
}

function reasonOf(unanswered: unknown): string {
  // The URL is told already.
  const error = unanswered instanceof Error ? (unanswered.cause ?? unanswered) : unanswered;
  if (error instanceof ApiException) {
    const { name, status, message } = error;
    return name === 'UnknownError'
      ? `what answers is no DynamoDB (HTTP ${status})`
      : `it answers ${name} ${message}`.trim();
  }
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') {
    return `no answer within ${PATIENCE / 1_000} s`;
  }
  // Of several addresses each has its own error, and the whole no text.
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  // OpenSSL's end with a line's end.
  return first.message.trim();
}
