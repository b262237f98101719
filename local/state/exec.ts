import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import type { LocalOutputs } from '../outputs.ts';

/** A command that runs beside the engine. */
export interface Execution {
  /** Name or path, and its arguments. */
  readonly command: readonly string[];
  /** URL of the engine. */
  readonly url: string;
  readonly outputs: LocalOutputs;
  /** The app's: its own binaries come first on PATH. */
  readonly projectFolder: string;
}

/** A command that was started. */
export interface Executed {
  /** Its exit code; 128 and the number of the signal that ended it, as shells have it. */
  readonly ended: Promise<number>;
  /** Passes a signal on. */
  kill(signal: NodeJS.Signals): void;
}

/** Shells say so of a command that is not there. */
const NOT_FOUND = 127;

/** Runs a command with everything that it needs to call the engine in its environment. */
export function execute({ command, url, outputs, projectFolder }: Execution): Executed {
  const [program = '', ...args] = command;
  const path = [join(projectFolder, 'node_modules', '.bin'), process.env['PATH'] ?? ''];
  const child = spawn(program, args, {
    stdio: 'inherit',
    // Scripts of npm's binaries are no programs there.
    shell: process.platform === 'win32',
    env: {
      ...withoutCredentials(process.env),
      ...callerEnvironment(url, outputs),
      PATH: path.join(delimiter),
    },
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') reject(error);
      else {
        process.stderr.write(`${program}: command not found\n`);
        resolve(NOT_FOUND);
      }
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
  return { ended, kill: (signal) => void child.kill(signal) };
}

/** Whatever would come before the key below, or is for the cloud. */
const OF_THE_CLOUD = /^AWS_(?:PROFILE|DEFAULT_PROFILE|SESSION_TOKEN|ENDPOINT_URL_\w+)$/;

const withoutCredentials = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_THE_CLOUD.test(name)));

/**
 * What programs find the engine by: AWS SDKs and the AWS CLI by their own variables, others by
 * `LOCAL_URL` and a variable for each text of the outputs: `graphqlUrl` is `LOCAL_GRAPHQL_URL`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function callerEnvironment(url: string, outputs: LocalOutputs): Record<string, string> {
  const texts = Object.entries(outputs).flatMap(([name, value]) =>
    typeof value === 'string' ? [[variable(name), value] as const] : [],
  );
  return {
    LOCAL_URL: url,
    ...Object.fromEntries(texts),
    LOCAL_OUTPUTS: JSON.stringify(outputs),
    AWS_ENDPOINT_URL: url,
    AWS_REGION: outputs.region,
    AWS_DEFAULT_REGION: outputs.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

const variable = (name: string): string =>
  `LOCAL_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
