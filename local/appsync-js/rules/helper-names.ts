/** Names of functions, and of objects that hold more of them. */
export interface HelperNames {
  readonly [name: string]: HelperNames | null;
}

const named = (names: string): HelperNames =>
  Object.fromEntries(names.split(' ').map((name) => [name, null]));

/** What the globals util, extensions and runtime hold; a test compares it with the objects themselves. */
export const HELPERS: HelperNames = {
  util: {
    ...named('error appendError unauthorized matches authType autoId autoUlid autoKsuid'),
    ...named('escapeJavaScript urlEncode urlDecode base64Encode base64Decode'),
    dynamodb: {
      ...named('toDynamoDB toString toStringSet toNumber toNumberSet toBinary toBinarySet'),
      ...named('toBoolean toNull toList toMap toMapValues toS3Object fromS3ObjectJson'),
    },
    http: named('copyHeaders addResponseHeader addResponseHeaders'),
    math: named('roundNum minVal maxVal randomDouble randomWithinRange'),
    rds: named('toJsonObject'),
    str: named('normalize'),
    time: {
      ...named('nowISO8601 nowEpochSeconds nowEpochMilliSeconds nowFormatted'),
      ...named('parseFormattedToEpochMilliSeconds parseISO8601ToEpochMilliSeconds'),
      ...named(
        'epochMilliSecondsToSeconds epochMilliSecondsToISO8601 epochMilliSecondsToFormatted',
      ),
    },
    transform: {
      ...named('toDynamoDBFilterExpression toDynamoDBConditionExpression'),
      ...named('toElasticsearchQueryDSL toSubscriptionFilter'),
    },
    xml: named('toMap toJsonString'),
  },
  extensions: {
    ...named('setSubscriptionFilter setSubscriptionInvalidationFilter'),
    ...named('invalidateSubscriptions evictFromApiCache'),
  },
  runtime: named('earlyReturn'),
};
