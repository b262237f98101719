/** AppSync's limits on schemas and requests. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const limits = {
  /** Lexical tokens of a query document. */
  queryTokens: 15_000,
  /** Milliseconds for a whole request. */
  requestTime: 30_000,
  /** Resolver runs of a request when the API sets no lower number. */
  resolvers: 10_000,
  /** Bytes of what one resolver answers. */
  responseSize: 5 * 1024 * 1024,
  /** Bytes of an API's schema. */
  schemaSize: 1024 * 1024,
  /** Distinct extensions.invalidateSubscriptions calls of a request. */
  invalidations: 5,
} as const;
