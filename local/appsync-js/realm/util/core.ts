import { toText } from '../kernel/primordials.ts';
import { matchesPattern } from '../kernel/java-matches.ts';
import { Signal, callHost, currentRun } from '../kernel/state.ts';
import type { Raised } from '../kernel/state.ts';
import { base64Decode, base64Encode, escapeJavaScript, urlDecode, urlEncode } from './encoding.ts';

const raised = (
  message: unknown,
  errorType: unknown,
  data: unknown,
  errorInfo: unknown,
): Raised => ({
  message: typeof message === 'string' ? message : toText(message),
  errorType: errorType == null ? null : toText(errorType),
  data: data ?? null,
  errorInfo: errorInfo ?? null,
});

const AUTH_TYPES: Record<string, string> = {
  AWS_IAM: 'IAM Authorization',
  AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
  OPENID_CONNECT: 'Open ID Connect Authorization',
  API_KEY: 'API Key Authorization',
  // Not documented, but recorded from AWS.
  AWS_LAMBDA: 'Lambda Authorization',
};

/**
 * Functions directly on `util`.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/built-in-util-js.html
 */
export const core = {
  escapeJavaScript,
  urlEncode,
  urlDecode,
  base64Encode,
  base64Decode,
  autoId: () => callHost('ids.uuid') as string,
  autoUlid: () => callHost('ids.ulid') as string,
  autoKsuid: () => callHost('ids.ksuid') as string,
  matches: (pattern: unknown, value: unknown) => matchesPattern(pattern, value),
  authType: () => AUTH_TYPES[currentRun().authType] ?? '',
  unauthorized(): never {
    throw new Signal({ kind: 'unauthorized' });
  },
  error(message: unknown, errorType?: unknown, data?: unknown, errorInfo?: unknown): never {
    throw new Signal({ kind: 'error', error: raised(message, errorType, data, errorInfo) });
  },
  appendError(message: unknown, errorType?: unknown, data?: unknown, errorInfo?: unknown): void {
    const error = raised(message, errorType, data, errorInfo);
    const run = currentRun();
    run.appended ??= [];
    run.appended.push(error);
    run.outErrors.push(error);
  },
};
