import type { ServiceFailure } from '../../faults/index.ts';

/** Runs the app's Lambda functions. Reached over HTTP by SDKs, in process by start.ts's wiring only. */
export interface LambdaHost {
  /**
   * Lambda's Invoke.
   * @param functionName name or ARN
   */
  invoke(functionName: string, payload: unknown): Promise<InvokeResult>;
  /**
   * Invoke with InvocationType `Event`: nobody waits, and what fails is repeated.
   * @default - a host that makes every call once
   * @returns why Lambda does not take the event, or null
   */
  invokeLater?(functionName: string, payload: unknown): FunctionErrorPayload | null;
}

/** What an invocation gave. */
export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown }
  /** The function threw or ran out of time: FunctionError `Unhandled`. */
  | {
      readonly ok: false;
      readonly error: FunctionErrorPayload;
      /** Set when Lambda did not run the function, by a rule of faults. */
      readonly refused?: ServiceFailure;
    };

/** What Lambda puts in the payload of a failed invocation. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Of Node.js. */
  readonly trace?: readonly string[];
  /** The same of Python: two lines each, of file and code. */
  readonly stackTrace?: readonly string[];
}

/** Puts an object into a bucket of the app; false when the ARN is none of them. */
export type PutObject = (bucketArn: string, key: string, body: string) => boolean;
