/** What the thread of a cluster is started with. */
export interface ThreadData {
  /** Postgres' own data directory; made anew when it is absent. */
  readonly dataDirectory: string;
  readonly database: string;
  /** Postgres itself. */
  readonly code: WebAssembly.Module;
}

/** One statement, in the form of the extended query protocol: `$1` and its like stand for values. */
export interface Step {
  readonly sql: string;
  /** Of the values, as in pg_type. @default none */
  readonly types?: readonly number[];
  /** In Postgres' text format. */
  readonly values?: readonly (string | null)[];
  /** Several statements in one text, which is committed as a whole. */
  readonly isScript?: true;
}

/** Several statements, up to the first that fails; `end` once nothing more will be asked. */
export type ThreadRequest =
  | { readonly id: number; readonly steps: readonly Step[] }
  | { readonly end: true };

/** A column of a result as Postgres describes it. */
export interface ResultField {
  readonly name: string;
  /** 0 for one that is computed. */
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
}

/** What Postgres says of a statement that failed. */
export interface PostgresError {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly position: string | null;
}

/** What became of one statement. */
export interface Outcome {
  /** Null for a statement that gives no rows. */
  readonly fields: readonly ResultField[] | null;
  /** In Postgres' text format. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** `INSERT 0 1`; null when it failed. */
  readonly command: string | null;
  readonly error: PostgresError | null;
}

/** What a thread answers: `ready` once it is open, then for each request. */
export type ThreadAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly outcomes: readonly Outcome[] }
  /** The engine itself broke: the thread is of no use any more. */
  | { readonly broken: string };
