import { isObject } from '../../../shared/is-object.ts';
import { StateError, type CallTask } from '../interpreter/index.ts';
import { awsSdkTask } from './aws-sdk.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { invokeFunction, lambda } from './lambda.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';
import type { TaskIntegration, TaskServices } from './task-services.ts';

/** Optimized integrations, by what stands behind `arn:aws:states:::`. */
export const integrations: ReadonlyMap<string, TaskIntegration> = new Map(
  Object.entries({ ...dynamodb, ...events, ...lambda, ...sns, ...sqs, ...states }),
);

/** Does what the Resource of a Task says. */
export function createCallTask(services: TaskServices): CallTask {
  return async (resource, argument, signal) => {
    const [, , service, , , kind, functionName] = resource.split(':');
    if (service === 'lambda' && kind === 'function' && functionName !== undefined) {
      return failing(() => invokeFunction(resource, argument, services, signal), signal);
    }
    const task = integrationOf(resource.replace(/^arn:[^:]+:states:[^:]*:[^:]*:/, ''));
    if (!task) {
      throw new StateError('States.Runtime', `The Resource ${resource} is not played here.`);
    }
    const given = isObject(argument) ? argument : {};
    return failing(() => task(given, services, signal), signal);
  };
}

function integrationOf(name: string): TaskIntegration | null {
  const [, service, action] = /^aws-sdk:([a-z0-9]+):(\w+)$/.exec(name) ?? [];
  if (service !== undefined && action !== undefined) return awsSdkTask(service, action);
  return integrations.get(name) ?? null;
}

/** What is no answer of a service fails the task too, so that it can be caught. */
async function failing(work: () => Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StateError || signal.aborted) throw error;
    throw new StateError(
      'States.TaskFailed',
      error instanceof Error ? error.message : String(error),
    );
  }
}
