import { randomUUID } from 'node:crypto';
import type { AsynchronousRules, LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import type { RawResult } from './function-worker.ts';
import type { SendToQueue } from '../sqs/index.ts';
import { destinationKey } from './destination-key.ts';
import type { PutObject } from './types.ts';
import type { RunnableFunction } from './runnable-function.ts';

/** Invocations that nobody waits for. */
export interface AsyncInvocations {
  /** @param payload JSON text */
  begin(found: RunnableFunction, requestId: string, payload: string): void;
  /** Resolves once none runs; what waits for a further attempt still waits. */
  idle(): Promise<void>;
  /** Forgets what waits for a further attempt. */
  stop(): Promise<void>;
}

interface AsyncOptions {
  readonly find: (nameOrArn: string) => RunnableFunction | null;
  readonly sendToQueue: SendToQueue;
  readonly putObject: PutObject;
  readonly clock: Clock;
  readonly log: Log;
}

/** Waits before the second and the third attempt. */
const WAITS = [60_000, 120_000]; // 1 minute, 2 minutes

const USUAL: AsynchronousRules = {
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 6 * 60 * 60, // 6 hours
  onSuccessArn: null,
  onFailureArn: null,
  deadLetterArn: null,
};

interface Event {
  readonly found: RunnableFunction;
  readonly requestId: string;
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** How often the function was run. */
  readonly attempts: number;
}

type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

/**
 * Repeats what fails after one and two minutes, then hands it to its destination and dead-letter
 * queue. What waits is forgotten when the engine stops.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createAsyncInvocations(options: AsyncOptions): AsyncInvocations {
  return new Runner(options);
}

class Runner implements AsyncInvocations {
  readonly #options: AsyncOptions;
  readonly #waits = new Set<() => void>();
  readonly #running = new Set<Promise<void>>();

  constructor(options: AsyncOptions) {
    this.#options = options;
  }

  begin(found: RunnableFunction, requestId: string, payload: string): void {
    this.#run({ found, requestId, payload, since: this.#options.clock.now(), attempts: 0 });
  }

  async idle(): Promise<void> {
    // One that ends may have begun another, its destination.
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  stop(): Promise<void> {
    for (const cancel of this.#waits) cancel();
    this.#waits.clear();
    return Promise.resolve();
  }

  #run(event: Event): void {
    const running = this.#attempt(event)
      .catch((error: unknown) => {
        const line = `${event.requestId} ${String(error)}`;
        this.#options.log.error(shortName(event.found.config), line);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #attempt(event: Event): Promise<void> {
    const { found, requestId, payload, attempts } = event;
    const rules = found.config.asynchronous ?? USUAL;
    const result = await found.run(requestId, payload);
    const done = { ...event, attempts: attempts + 1 };
    if (result.ok) {
      this.#report(done, result, 'Success');
      return;
    }
    const wait = WAITS[attempts];
    if (wait === undefined || attempts >= rules.maximumRetryAttempts) {
      this.#giveUp(done, result, 'RetriesExhausted');
      return;
    }
    const age = this.#options.clock.now() + wait - event.since;
    if (age > rules.maximumEventAgeInSeconds * 1_000) {
      this.#giveUp(done, result, 'EventAgeExceeded');
    } else this.#later(wait, done);
  }

  #later(ms: number, event: Event): void {
    const cancel = this.#options.clock.after(ms, () => {
      this.#waits.delete(cancel);
      this.#run(event);
    });
    this.#waits.add(cancel);
  }

  #giveUp(event: Event, result: RawResult, condition: Condition): void {
    const { config } = event.found;
    this.#options.log.error(
      shortName(config),
      `${event.requestId} gave up the asynchronous event after ${event.attempts} attempt(s): ${condition}`,
    );
    const queueArn = config.asynchronous?.deadLetterArn;
    if (queueArn) {
      this.#deliver(queueArn, event.payload, config, deadLetterAttributes(event, result));
    }
    this.#report(event, result, condition);
  }

  /** To the destination, if there is one. */
  #report(event: Event, result: RawResult, condition: Condition): void {
    const { onSuccessArn, onFailureArn } = event.found.config.asynchronous ?? USUAL;
    const destination = condition === 'Success' ? onSuccessArn : onFailureArn;
    if (destination === null) return;
    const record = invocationRecord(event, result, condition, this.#options.clock.now());
    this.#deliver(destination, JSON.stringify(record), event.found.config);
  }

  #deliver(
    arn: string,
    body: string,
    config: LambdaFunction,
    attributes?: Readonly<Record<string, unknown>>,
  ): void {
    const { find, sendToQueue, putObject, clock, log } = this.#options;
    const key = destinationKey(`async/${config.functionName}`, clock.now());
    const target = arn.split(':')[2] === 'lambda' ? find(arn) : null;
    if (target) this.begin(target, randomUUID(), body);
    else if (!sendToQueue(arn, body, attributes) && !putObject(arn, key, body)) {
      log.warn(shortName(config), `${arn} is not played here: ${body}`);
    }
  }
}

/** What a destination gets. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function invocationRecord(
  { found, requestId, payload, attempts }: Event,
  result: RawResult,
  condition: Condition,
  now: number,
): unknown {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${found.config.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload) as unknown,
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(!result.ok && { functionError: 'Unhandled' }),
    },
    responsePayload: result.ok ? (JSON.parse(result.payload) as unknown) : result.error,
  };
}

/** The event itself goes to a dead-letter queue, with these beside it. */
function deadLetterAttributes(
  { requestId }: Event,
  result: RawResult,
): Readonly<Record<string, unknown>> {
  const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
  const message = result.ok ? '' : result.error.errorMessage;
  return {
    RequestID: text(requestId),
    ErrorCode: text('200', 'Number'),
    ErrorMessage: text(message.slice(0, 1_024) || 'unknown'),
  };
}
