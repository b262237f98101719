/** A part of the engine with a life of its own. start.ts starts a list of them and stops it in reverse. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Forgets all data, keeps running. */
  reset?(): Promise<void>;
}
