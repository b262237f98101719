import { keep } from './budget.ts';
import { freeze, jsonStringify } from './primordials.ts';
import { UtilError, currentRun } from './state.ts';

/** What a bundle's console.log and console.error become: the compiler adds level and position. */
export function log(level: string, position: string, ...args: readonly unknown[]): void {
  let text = `${position}:`;
  keep(args);
  for (const arg of args) text += ` ${jsonStringify(arg) ?? 'undefined'}`;
  const run = currentRun();
  run.logs ??= [];
  run.logs.push({ level, text });
}

/** For code that takes console as a value, where the position is unknown. */
export const console = freeze({
  log: (...args: readonly unknown[]) => log('INFO', 'code.js:0:0', ...args),
  error: (...args: readonly unknown[]) => log('ERROR', 'code.js:0:0', ...args),
});

/** Ends a handler whose loop runs too long. */
export function stop(): never {
  throw new UtilError('A loop ran more than 1000 iterations, the most that APPSYNC_JS allows.');
}
