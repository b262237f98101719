import type { Table } from '../../../assembly/model.ts';
import type { Faults } from '../../../faults/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import type { ApiOutput } from '../api-client.ts';
import { faultPoint } from '../fault-point.ts';
import type { CallInput } from '../request-context.ts';
import { openPast, type Past } from './past.ts';

/**
 * Reads of indexes as they are where DynamoDB has not brought a write there yet: it promises no time.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Writes
 */
export interface LaggingIndexes {
  /** Whether a call may be one of them; nothing else is asked while no rule is set. */
  concerns(input: CallInput): boolean;
  /**
   * What the index held as long ago as a rule says; null: it does not lag for this call.
   * @throws ApiException for what DynamoDB refuses
   */
  answer(operation: string, input: CallInput): Promise<ApiOutput | null>;
  /** Forgets what was; the next read of one begins anew. */
  stop(): Promise<void>;
}

interface LaggingOptions {
  /** URL of the engine that holds the present. */
  readonly endpoint: () => string;
  /** Null for an engine that was not started here, which does not show its streams. */
  readonly databaseFile: string | null;
  readonly tables: readonly Table[];
  readonly faults: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps, only while a rule is met, a second engine that follows the streams of tables later. */
export function createLaggingIndexes(options: LaggingOptions): LaggingIndexes {
  const { endpoint, databaseFile, tables, faults, clock, log } = options;
  let past: Promise<Past> | null = null;
  const warned = new Set<string>();
  const cannot = (name: string, why: string): null => {
    if (!warned.has(name)) log.warn('faults', `the indexes of ${name} cannot lag: ${why}`);
    warned.add(name);
    return null;
  };
  return {
    concerns: ({ IndexName }) => IndexName !== undefined && faults?.isSet === true,
    async answer(operation, input) {
      const ms = faults?.lagOf(faultPoint(operation, input)) ?? 0;
      if (ms === 0) return null;
      const name = String(input.TableName);
      const table = tables.find(({ tableName }) => tableName === name);
      if (databaseFile === null) return cannot(name, 'its engine was not started here');
      if (!table || !tellsImages(table)) {
        return cannot(name, 'they follow a stream of new and old images, which it has not');
      }
      past ??= openPast({ present: endpoint(), databaseFile, clock });
      const then = await past;
      await then.follow(table, ms);
      return then.client.call(operation, input);
    },
    async stop() {
      const opened = past;
      past = null;
      await (await opened)?.close();
    },
  };
}

const tellsImages = ({ createTableInput }: Table): boolean => {
  const { StreamSpecification } = createTableInput as {
    readonly StreamSpecification?: { readonly StreamViewType?: string };
  };
  return StreamSpecification?.StreamViewType === 'NEW_AND_OLD_IMAGES';
};
