// What APPSYNC_JS has beside @aws-appsync/utils and the language.
declare const console: {
  log(...values: unknown[]): void;
  error(...values: unknown[]): void;
};
