import { fork, type Serializable } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { stopProcess } from './stop-process.ts';

/** A Node process of the benchmark's own. */
export interface ForkedProcess {
  readonly pid: number;
  /** Its next message. */
  receive<T>(): Promise<T>;
  /** Sends a message and waits for the answer. */
  ask<T>(question: Serializable): Promise<T>;
  stop(): Promise<void>;
}

const KEPT_OUTPUT = 4_000; // characters

/** Starts a TypeScript file with this Node; it ends with this process. */
export function forkProcess(
  name: string,
  file: string,
  args: readonly string[] = [],
): ForkedProcess {
  const child = fork(file, [...args], {
    silent: true,
    serialization: 'advanced',
    // Where this process keeps what it compiles, that one does too.
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-KEPT_OUTPUT);
    });
  }
  const receive = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const onMessage = (message: unknown): void => {
        child.off('exit', onExit);
        resolve(message as T);
      };
      const onExit = (code: number | null): void => {
        child.off('message', onMessage);
        reject(new Error(`${name} ended with code ${code ?? 'none'}: ${said}`));
      };
      child.once('message', onMessage);
      child.once('exit', onExit);
    });
  return {
    pid: child.pid ?? 0,
    receive,
    ask<T>(question: Serializable) {
      const answer = receive<T>();
      child.send(question);
      return answer;
    },
    stop: () => stopProcess(child),
  };
}
