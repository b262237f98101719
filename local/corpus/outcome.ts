/** What became of an app that was started. */
export type Outcome =
  | {
      /** What the start said. */
      readonly refused: string;
    }
  | {
      readonly unsupported: readonly { readonly type: string; readonly consequence: string }[];
      readonly operations: readonly {
        readonly title: string;
        /** Null when it was as expected. */
        readonly failure: string | null;
      }[];
    };
