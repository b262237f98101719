import { LocalError } from './errors.ts';

/** What is wrong in a schema; lines and columns from 1, null where that is not known. */
export interface SchemaProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly reason: string;
}

/** ERR_SCHEMA with the places in the schema of one API. */
export class SchemaError extends LocalError {
  readonly logicalId: string;
  readonly problems: readonly SchemaProblem[];

  constructor(
    { logicalId }: { readonly logicalId: string },
    message: string,
    problems: readonly SchemaProblem[],
    cause?: unknown,
  ) {
    super('ERR_SCHEMA', message, { cause });
    this.logicalId = logicalId;
    this.problems = problems;
  }
}
