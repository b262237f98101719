/** Who takes part, in the order of the tables. */
export const CONTESTANTS = ['user-manager', 'amplify', 'graphql-yoga', 'node-http'] as const;

/** Whoever is measured: this engine or a peer. */
export type ContestantName = (typeof CONTESTANTS)[number];

export const CONTESTANT_TITLES: Readonly<Record<ContestantName, string>> = {
  'user-manager': 'this engine',
  amplify: 'Amplify simulator',
  'graphql-yoga': 'graphql-yoga, by hand',
  'node-http': 'floor: node:http + graphql-js',
};

/** Those whose packages are installed for the benchmark. */
export const PEERS = ['amplify', 'graphql-yoga'] as const satisfies readonly ContestantName[];

/** Whom the engine is compared with. */
export type PeerName = (typeof PEERS)[number];

/** A contestant that answers requests, in a process of its own. */
export interface ContestantProcess {
  readonly pid: number;
  readonly url: string;
  /** Seconds from the start of its process until it could answer. */
  readonly startSeconds: number;
  /** Versions of what it is made of. */
  readonly versions: Readonly<Record<string, string>>;
  /** An Authorization header that this one verifies; null when it does not look at it. */
  readonly token: string | null;
  stop(): Promise<void>;
}

/** A running contestant and which it is. */
export interface Contestant extends ContestantProcess {
  readonly name: ContestantName;
}
