/** A part of the engine with a life of its own. start.ts starts a list of them and stops it in reverse. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Forgets all data, keeps running. */
  reset?(): Promise<void>;
  /** Begins nothing by itself until `resume`; resolves once what it had begun is done. */
  pause?(): Promise<void>;
  resume?(): Promise<void>;
  /** While it is paused: closes its files, and forgets what it knows of them. */
  detach?(): Promise<void>;
  /** Takes up what its files hold now. */
  attach?(): Promise<void>;
  /** Writes what it keeps in memory alone below the folder, as `attach` and `start` find it there. */
  save?(folder: string): void;
}

/** A part of the engine that may have nothing to start or to stop: it only answers. */
export type Part = Omit<Service, 'start' | 'stop'> & Partial<Pick<Service, 'start' | 'stop'>>;
