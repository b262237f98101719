/** Where the engine says what happens. `source` is a service or a function's name. */
export interface Log {
  info(source: string, message: string): void;
  warn(source: string, message: string): void;
  error(source: string, message: string): void;
}

/** Drops everything. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };
