/** What people do in one place of the console, and how long each press or key took to show. */
export interface Use {
  readonly title: string;
  /** Milliseconds of each interaction of each round. */
  readonly rounds: readonly (readonly number[])[];
}

/** What the part has measured. */
export interface ConsoleUseResults {
  readonly users: number;
  readonly uses: readonly Use[];
}
