export const SERVERS = ['user-manager', 'graphql-ws'] as const;

/** Who serves subscriptions. */
export type ServerName = (typeof SERVERS)[number];

/** How many listen, and how. */
export interface Audience {
  readonly subscriptions: number;
  /** Subscriptions of one connection. */
  readonly each: number;
  /** Whether every subscription has a filter of its own. */
  readonly ownFilters: boolean;
}

/** So many connections with so many subscriptions each. */
export interface Connections {
  readonly connections: number;
  readonly each: number;
}

/** What one change to an audience cost a server: medians, in milliseconds. */
export interface Cost {
  /** From publication until half of the subscriptions' events are with the subscribers. */
  readonly p50: number;
  readonly p99: number;
  /** Of the server. */
  readonly cpu: number;
  /** Bytes for each subscription, its part of the connection included. */
  readonly memory: number;
}

/** A contest; a smoke run is without graphql-ws. */
export interface Delivery extends Audience {
  readonly costs: Readonly<Partial<Record<ServerName, Cost>>>;
}

/** What the part has measured. */
export interface FanOutResults {
  /** Changes of each delivery. */
  readonly changes: number;
  readonly deliveries: readonly Delivery[];
  readonly idle: {
    readonly subscriptions: number;
    readonly seconds: number;
    /** Shares of a core. */
    readonly cpu: Readonly<Partial<Record<ServerName, number>>>;
  };
  /** Milliseconds from suspendUser until the user's subscription is closed, each of another user. */
  readonly suspensions: readonly number[];
}
