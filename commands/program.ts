import { codeOf, UsageError } from './users/errors.ts';

/**
 * Reads arguments by parseArgs.
 * @param usage follows what it refuses; its own advice about `--` does not fit here
 * @throws UsageError that names the argument
 */
export function readArguments<T>(read: () => T, usage: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error) || !codeOf(error).startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new UsageError(`${error.message.split('. To specify')[0] ?? ''}. ${usage}`);
  }
}

/** Runs a program that answers its exit code. When it was asked wrongly, that is all it says, and the code is 2. */
export async function runProgram(run: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message.trimEnd()}\n`);
    process.exitCode = 2;
  }
}
