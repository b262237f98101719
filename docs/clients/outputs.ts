/** What a client must know, of `.local/outputs.json` or the stack's outputs. */
export interface Outputs {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly cognitoEndpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
}
