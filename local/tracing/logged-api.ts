/** An API as its log needs it. */
export interface LoggedApi {
  readonly apiId: string;
  /** By its template; absent without a LogConfig. */
  readonly logging?:
    | {
        readonly fieldLogLevel: 'NONE' | 'ERROR' | 'INFO' | 'DEBUG' | 'ALL';
        readonly excludeVerboseContent: boolean;
      }
    | undefined;
}
