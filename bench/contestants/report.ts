/** What a contestant's process is started with. */
export interface ContestantSettings {
  readonly dynamodbEndpoint: string;
  /** Where this contestant's packages are installed; the repository's own for those without. */
  readonly packages: string;
}

/** What it tells once it answers requests. */
export interface Ready {
  readonly url: string;
  /** Versions of what it is made of. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The command line of a contestant: its settings as one JSON argument. */
export function readSettings(): ContestantSettings {
  return JSON.parse(process.argv[2] ?? '{}') as ContestantSettings;
}

/** Tells the parent that requests are answered. */
export function reportReady(ready: Ready): void {
  process.once('disconnect', () => process.exit());
  process.send?.(ready);
}
