import picocolors from 'picocolors';
import type { Log } from './log.ts';

/** Where lines go, and whether it shows colours. */
export interface ConsoleLogOptions {
  readonly write: (line: string) => void;
  readonly colours: boolean;
  /** Leaves out `info`. @default false */
  readonly quiet?: boolean;
}

/** Writes `source  message`, a line each, for a person at a terminal. */
export function createConsoleLog({ write, colours, quiet = false }: ConsoleLogOptions): Log {
  const paint = picocolors.createColors(colours);
  const print = (source: string, message: string, mark: string): void => {
    for (const line of message.split('\n')) write(`${paint.dim(source)}  ${mark}${line}\n`);
  };
  return {
    info: (source, message) => {
      if (!quiet) print(source, message, '');
    },
    warn: (source, message) => print(source, message, paint.yellow('warning: ')),
    error: (source, message) => print(source, message, paint.red('error: ')),
  };
}

/** Writes each entry as a JSON object, a line each, for programs. */
export function createJsonLog(write: (line: string) => void): Log {
  const print = (level: string, source: string, message: string): void => {
    const time = new Date().toISOString();
    write(`${JSON.stringify({ time, level, source, message })}\n`);
  };
  return {
    info: (source, message) => print('info', source, message),
    warn: (source, message) => print('warn', source, message),
    error: (source, message) => print('error', source, message),
  };
}
