/** Where a thing comes from, for messages. */
export interface Origin {
  readonly stackName: string;
  readonly logicalId: string;
}
