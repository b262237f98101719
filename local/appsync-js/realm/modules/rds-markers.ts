/** What a statement does. */
export type StatementKind = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** What select, insert, update and remove give to createPgStatement and createMySQLStatement. */
export class Statement {
  readonly kind: StatementKind;
  readonly payload: Readonly<Record<string, unknown>>;

  constructor(kind: StatementKind, payload: Readonly<Record<string, unknown>>) {
    this.kind = kind;
    this.payload = payload;
  }
}

/** What the sql tag gives. */
export class SqlTemplate {
  readonly literal: readonly string[];
  readonly values: readonly unknown[];

  constructor(literal: readonly string[], values: readonly unknown[]) {
    this.literal = literal;
    this.values = values;
  }
}

/** What agg gives. */
export class Aggregate {
  readonly name: string;
  readonly column: string;
  readonly distinct: boolean;

  constructor(name: string, column: string, distinct: boolean) {
    this.name = name;
    this.column = column;
    this.distinct = distinct;
  }
}
