/** One page of a list, asked for several times. */
export interface PageCost {
  /** From 1. */
  readonly page: number;
  /** Milliseconds of each time. */
  readonly times: readonly number[];
  /** Read units of DynamoDB, the same each time. */
  readonly readUnits: number;
  /** Calls of DynamoDB. */
  readonly calls: number;
}

/** What pages of one list cost. */
export interface ListCost {
  readonly title: string;
  readonly isSearch: boolean;
  readonly first: PageCost;
  /** Page 1,000, or the last full one of a shorter list. */
  readonly deep: PageCost;
}

/** What the part has measured. */
export interface ListingResults {
  readonly users: number;
  readonly seedSeconds: number;
  readonly pageSize: number;
  readonly lists: readonly ListCost[];
}
