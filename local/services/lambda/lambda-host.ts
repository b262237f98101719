import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { PERMISSIVE_IAM, type Iam } from '../../aws/iam/index.ts';
import type { Credentials, CredentialStore } from '../../aws/credentials.ts';
import { LocalError } from '../../shared/errors.ts';
import type { Faults, ServiceFailure } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracer } from '../../tracing/index.ts';
import type { Service } from '../../shared/service.ts';
import { refusalToDeliver } from './access.ts';
import { createAsyncInvocations } from './async-invocations.ts';
import { functionEnvironment } from './environment.ts';
import { EVENT_PAYLOAD_LIMIT, PAYLOAD_LIMIT, requestTooLarge } from './function-errors.ts';
import { createFunctionHistory, type FunctionHistory } from './function-history.ts';
import { functionNameOf } from './function-name.ts';
import type { FunctionPool } from './function-pool.ts';
import { createFunctionPools } from './function-pools.ts';
import { createDescribeRoute } from './describe-route.ts';
import { createInvokeRoute, faultPoint } from './invoke-route.ts';
import { findPythonFile, hasPython, withoutPython } from './python/start-python.ts';
import type { SendToQueue } from '../sqs/index.ts';
import type { RunnableFunction } from './runnable-function.ts';
import { tracedInvocation } from './traced-invocation.ts';
import type { FunctionErrorPayload, LambdaHost, PutObject } from './types.ts';
import { findHandlerFile } from './worker/load-handler.ts';

/** What the functions are run with. */
export interface LambdaHostOptions {
  /** The gateway: AWS_ENDPOINT_URL of every function. */
  readonly endpointUrl: string;
  /** Where connections of functions to hosts of AWS lead. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  /** Where debuggers find the sources of bundles. @default - the working directory */
  readonly sourceFolder?: string | undefined;
  readonly credentials: CredentialStore;
  /** What roles may do. @default - everything */
  readonly iam?: Iam;
  readonly region: string;
  /** Where asynchronous events go that fail for good. @default - no queue takes them */
  readonly sendToQueue?: SendToQueue;
  /** The same of buckets. @default - no bucket takes them */
  readonly putObject?: PutObject;
  /** By what rules invocations fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers each invocation. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** The app's functions as the rest of the engine has them. */
export interface LambdaService extends LambdaHost, Service {
  readonly routes: readonly HttpRoute[];
  readonly history: FunctionHistory;
  /**
   * Runs other code, or the same with other settings, from the next invocation on; those under way end
   * with the code that they began with. The functions are the same, by name and role.
   * @throws LocalError ERR_FUNCTION: then all stays as it was
   */
  replace(functions: readonly LambdaFunction[]): void;
  /** Their code is being made anew: what is in use of them gets threads that wait for it. */
  prepare(functionNames: readonly string[]): void;
}

/** Runs the app's functions in worker threads, each started when it is first needed. */
export function createLambdaHost(
  functions: readonly LambdaFunction[],
  options: LambdaHostOptions,
): LambdaService {
  const history = createFunctionHistory(options.clock);
  const { find, all, replace, prepare, stop } = createRunners(functions, options, history);

  const { sendToQueue = () => false, putObject = () => false } = options;
  const later = createAsyncInvocations({ ...options, find, sendToQueue, putObject });

  return {
    name: 'lambda',
    routes: [
      createInvokeRoute(find, { ...options, later }),
      createDescribeRoute({ ...options, find, all }),
    ],
    history,
    start: () =>
      new Promise((resolve) => {
        for (const config of functions) {
          check(config, options.log);
          checkDestinations(config, options);
        }
        resolve();
      }),
    pause: () => later.idle(),
    detach: () => later.stop(),
    replace,
    prepare,
    async stop() {
      await later.stop();
      await stop();
    },
    async invoke(functionName, payload) {
      const found = find(functionName);
      if (!found) return { ok: false, error: notFound(functionName) };
      const text = JSON.stringify(payload ?? null);
      const error = sizeProblem(text, 'RequestResponse', PAYLOAD_LIMIT);
      if (error) return { ok: false, error };
      const refused = await faultOf(found.config, options.faults);
      if (refused) return { ok: false, error: asPayload(refused), refused };
      const result = await found.run(randomUUID(), text);
      return result.ok ? { ok: true, payload: JSON.parse(result.payload) as unknown } : result;
    },
    invokeLater(functionName, payload) {
      const found = find(functionName);
      const text = JSON.stringify(payload ?? null);
      const error = found
        ? sizeProblem(text, 'Event', EVENT_PAYLOAD_LIMIT)
        : notFound(functionName);
      if (error) options.log.error('lambda', error.errorMessage);
      else if (found) later.begin(found, randomUUID(), text);
      return error;
    },
  };
}

function runOf(
  config: LambdaFunction,
  poolOf: (config: LambdaFunction) => FunctionPool,
  tracer: Tracer | undefined,
): RunnableFunction['run'] {
  if (!tracer) return (requestId, payload) => poolOf(config).invoke(requestId, payload);
  const run: RunnableFunction['run'] = (requestId, payload) =>
    tracedInvocation(tracer, config, {
      requestId,
      payload,
      run: (id, watch) => poolOf(config).invoke(id, payload, watch),
      again: () => run(randomUUID(), payload),
    });
  return run;
}

/** The functions as their callers find them, each with threads of its own. */
function createRunners(
  functions: readonly LambdaFunction[],
  options: LambdaHostOptions,
  history: FunctionHistory,
): {
  readonly find: (nameOrArn: string) => RunnableFunction | null;
  readonly all: () => readonly LambdaFunction[];
  readonly replace: LambdaService['replace'];
  readonly prepare: LambdaService['prepare'];
  readonly stop: () => Promise<void>;
} {
  const pools = createFunctionPools({
    ...options,
    environmentOf: (config) =>
      functionEnvironment(config, issueCredentials(config, options), options),
    logOf: ({ functionName }) => history.remembering(functionName, options.log),
  });
  const byName = new Map(functions.map((config) => [config.functionName, config]));
  return {
    find(nameOrArn) {
      const config = byName.get(functionNameOf(nameOrArn));
      if (!config) return null;
      const { functionName: name } = config;
      const run = runOf(config, (one) => pools.of(one), options.tracer);
      return {
        config,
        run: (requestId, payload) => history.watch(name, requestId, () => run(requestId, payload)),
      };
    },
    all: () => [...byName.values()],
    replace(versions) {
      for (const config of changedOf(versions, byName, options.log)) {
        byName.set(config.functionName, config);
        pools.replace(config);
      }
    },
    prepare(names) {
      pools.prepare(names.flatMap((name) => byName.get(name) ?? []));
    },
    stop: () => pools.stop(),
  };
}

function changedOf(
  versions: readonly LambdaFunction[],
  byName: ReadonlyMap<string, LambdaFunction>,
  log: Log,
): readonly LambdaFunction[] {
  const changed = versions.filter(
    (config) => !isDeepStrictEqual(config, byName.get(config.functionName)),
  );
  for (const config of changed) check(config, log);
  return changed;
}

function sizeProblem(text: string, type: string, limit: number): FunctionErrorPayload | null {
  // A character has three bytes at most.
  const size = text.length * 3 <= limit ? 0 : Buffer.byteLength(text);
  if (size <= limit) return null;
  const errorMessage = requestTooLarge(size, type, limit);
  return { errorType: 'RequestTooLargeException', errorMessage };
}

async function faultOf(
  { functionName }: LambdaFunction,
  faults: Faults | undefined,
): Promise<ServiceFailure | null> {
  return faults?.isSet ? faults.meet(faultPoint(functionName)) : null;
}

const asPayload = ({ type, message }: ServiceFailure): FunctionErrorPayload => ({
  errorType: type,
  errorMessage: message,
});

const notFound = (functionName: string): FunctionErrorPayload => ({
  errorType: 'ResourceNotFoundException',
  errorMessage: `Function not found: ${functionName}`,
});

function issueCredentials(
  config: LambdaFunction,
  { credentials, iam = PERMISSIVE_IAM }: LambdaHostOptions,
): Credentials {
  return credentials.issue(iam.session(config.roleArn, config.functionName));
}

function check(config: LambdaFunction, log: Log): void {
  const where = `${config.stackName}/${config.logicalId}`;
  const isPython = config.runtime.startsWith('python');
  if (isPython && !hasPython()) log.warn('lambda', `${where}: ${withoutPython(config)}`);
  const findFile = isPython ? findPythonFile : findHandlerFile;
  if (!existsSync(config.codeFolder)) {
    throw new LocalError(
      'ERR_FUNCTION',
      `${where}: its code should be in ${config.codeFolder}, which is not there. Synthesize again.`,
    );
  }
  if (findFile(config.codeFolder, config.handler) !== null) return;
  // Lambda makes it all the same, and each call fails.
  log.warn(
    'lambda',
    `${where}: its handler ${config.handler} has no file in ${config.codeFolder}: each call fails, as on AWS. ` +
      'Build the function (sam build), synthesize again, or correct the handler setting.',
  );
}

/** AWS looks when the function is made. */
function checkDestinations(config: LambdaFunction, { iam }: LambdaHostOptions): void {
  if (!config.asynchronous) return;
  const permissions = iam?.ofFunction(config.arn);
  if (!permissions) return;
  const { onSuccessArn, onFailureArn, deadLetterArn } = config.asynchronous;
  for (const arn of [onSuccessArn, onFailureArn, deadLetterArn]) {
    const refusal = arn === null ? null : refusalToDeliver(permissions, arn);
    if (refusal === null) continue;
    throw new LocalError('ERR_FUNCTION', `${config.stackName}/${config.logicalId}: ${refusal}.`);
  }
}
