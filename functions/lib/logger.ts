import { Logger } from '@aws-lambda-powertools/logger';

/** Where functions say what happens. Never give it personal data: ids, names of types and counts only. */
export interface Log {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** @param service the function's name in every line */
export function createLog(service: string): Log {
  const logger = new Logger({ serviceName: service });
  return {
    info: (message, details = {}) => logger.info(message, details),
    warn: (message, details = {}) => logger.warn(message, details),
    error: (message, details = {}) => logger.error(message, details),
  };
}

/**
 * What is safe to log of an unexpected error. AWS puts rejected values (an e-mail address, say) into
 * messages and cancelled items into properties, so neither is taken.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const metadata = '$metadata' in error ? (error.$metadata as Record<string, unknown>) : {};
  return {
    error: error.name,
    frames: frames(error),
    awsRequestId: metadata['requestId'],
    httpStatus: metadata['httpStatusCode'],
  };
}

function frames(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n');
  return lines.filter((line) => /^\s+at /u.test(line)).map((line) => line.trim());
}
