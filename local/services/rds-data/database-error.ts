import { AwsError } from '../../aws/index.ts';
import type { Outcome, PostgresError } from './postgres/messages.ts';

/** What Postgres refuses, in the form that the Data API gives it. */
export function databaseError(error: PostgresError): AwsError {
  const { severity, code, message, detail, hint, position } = error;
  const parts = [
    `${severity}: ${message}`,
    detail !== null && `Detail: ${detail}`,
    hint !== null && `Hint: ${hint}`,
    position !== null && `Position: ${position}`,
    `SQLState: ${code}`,
  ];
  return new AwsError('DatabaseErrorException', parts.filter(Boolean).join('; '));
}

/**
 * The outcomes of statements that all went well.
 * @throws AwsError DatabaseErrorException
 */
export function requireSuccess(outcomes: readonly Outcome[]): readonly Outcome[] {
  const failed = outcomes.find(({ error }) => error !== null);
  if (failed?.error) throw databaseError(failed.error);
  return outcomes;
}
