import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';

/** One broken rule of an input; `errorInfo` of ValidationFailed is a list of these. */
export interface FieldProblem {
  field: string;
  rule: string;
  message: string;
}

export function validationFailed(problems: FieldProblem[]): never {
  const message = problems.map((problem) => problem.message).join(' ');
  util.error(message, 'ValidationFailed', null, problems);
}

export function notFound(): never {
  util.error('No user has this id.', 'NotFound');
}

export function versionConflict(currentVersion: number): never {
  util.error(
    `The user has changed since: its version is now ${currentVersion}. Read it again and repeat the change.`,
    'VersionConflict',
    null,
    { currentVersion },
  );
}

export function lastAdmin(): never {
  util.error(
    'The last active administrator stays: make another user an active ADMIN first.',
    'InvalidState',
    null,
    { status: 'ACTIVE' },
  );
}

export function invalidToken(): never {
  util.error(
    'nextToken is not one of this list: use it with the filter and sort, and as the caller, it was given for.',
    'InvalidToken',
  );
}

/**
 * A data source failed. The caller gets an id to ask about; the log, the id and what kind of failure,
 * but no message: AWS quotes values in them.
 */
export function internalError(ctx: Context): never {
  const requestId = requestIdOf(ctx);
  console.error('data source failed', requestId, ctx.error?.type);
  util.error(`Something went wrong on our side (request ${requestId}).`, 'InternalError');
}

/** The id that AWS gave the request, so that one search finds it in every log. */
function requestIdOf(ctx: Context): string {
  const headers = ctx.request.headers as Record<string, string | undefined>;
  return headers['x-amzn-requestid'] ?? headers['x-amzn-trace-id'] ?? util.autoId();
}
