import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndexUpdate,
  ScanCommandInput,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Log } from '../../shared/log.ts';
import { whenActive } from './describe-table.ts';
import { shapeText } from './schema-difference.ts';
import type { TableCall } from './table-calls.ts';

/**
 * Adds, removes and rebuilds global indexes and sets the stream as the template says, as a
 * deployment would. Indexes hold nothing of their own, so nothing is lost.
 */
export async function updateIndexes(
  call: TableCall,
  existing: TableDescription,
  wanted: CreateTableCommandInput,
  log: Log,
): Promise<void> {
  for (const step of indexSteps(existing, wanted)) {
    await call('UpdateTable', {
      TableName: wanted.TableName,
      ...(step.update.Create && { AttributeDefinitions: definitionsFor(step, existing, wanted) }),
      GlobalSecondaryIndexUpdates: [step.update],
    });
    // The API takes one index at a time.
    if (wanted.TableName !== undefined) await whenActive(call, wanted.TableName);
    const lacking = await countLacking(call, wanted.TableName, step);
    log.info('dynamodb', `${stepText(step, lacking)} of table ${wanted.TableName ?? ''}`);
  }
  await updateStream(call, existing, wanted);
}

interface IndexStep {
  readonly verb: 'created' | 'removed';
  readonly indexName: string;
  readonly update: GlobalSecondaryIndexUpdate;
}

function indexSteps(existing: TableDescription, wanted: CreateTableCommandInput): IndexStep[] {
  const shapes = (table: TableDescription | CreateTableCommandInput): Map<string, string> =>
    new Map(
      (table.GlobalSecondaryIndexes ?? []).map((index) => [
        index.IndexName ?? '',
        shapeText(index, table.AttributeDefinitions),
      ]),
    );
  const has = shapes(existing);
  const says = shapes(wanted);
  const removed = [...has]
    .filter(([name, shape]) => says.get(name) !== shape)
    .map(([indexName]): IndexStep => {
      return { verb: 'removed', indexName, update: { Delete: { IndexName: indexName } } };
    });
  const created = (wanted.GlobalSecondaryIndexes ?? [])
    .filter(({ IndexName = '' }) => has.get(IndexName) !== says.get(IndexName))
    .map((index): IndexStep => {
      return { verb: 'created', indexName: index.IndexName ?? '', update: { Create: index } };
    });
  return [...removed, ...created];
}

function stepText({ verb, indexName, update }: IndexStep, lacking: number): string {
  const keys = keysOf(update).join(' and ');
  const without = lacking === 0 ? '' : ` (without ${lacking} items that lack one of ${keys})`;
  return `${verb} index ${indexName}${without}`;
}

const keysOf = ({ Create }: GlobalSecondaryIndexUpdate): string[] =>
  (Create?.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);

/**
 * Items written before an index may have one of its keys and lack the other; lists read from it would
 * seem to miss them for no reason. Items with none of its keys are of another kind.
 */
async function countLacking(
  call: TableCall,
  TableName: string | undefined,
  { update }: IndexStep,
): Promise<number> {
  const keys = keysOf(update);
  const all = (condition: string, junction: string): string =>
    keys.map((_, index) => `${condition}(#k${index})`).join(` ${junction} `);
  if (keys.length < 2) return 0;
  let count = 0;
  let next: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await call('Scan', {
      TableName,
      Select: 'COUNT',
      FilterExpression: `(${all('attribute_exists', 'OR')}) AND (${all('attribute_not_exists', 'OR')})`,
      ExpressionAttributeNames: Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])),
      ExclusiveStartKey: next,
    });
    count += page.Count ?? 0;
    next = page.LastEvaluatedKey;
  } while (next);
  return count;
}

/** The API refuses definitions of attributes that no key uses yet. */
function definitionsFor(
  step: IndexStep,
  existing: TableDescription,
  wanted: CreateTableCommandInput,
): AttributeDefinition[] {
  const there = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const indexes = wanted.GlobalSecondaryIndexes ?? [];
  const upTo = indexes.findIndex(({ IndexName }) => IndexName === step.indexName);
  const keyed = [
    wanted,
    ...(wanted.LocalSecondaryIndexes ?? []),
    ...indexes.filter(({ IndexName }, position) => position <= upTo || there.has(IndexName)),
  ];
  const used = new Set(
    keyed.flatMap(({ KeySchema = [] }) => KeySchema.map(({ AttributeName }) => AttributeName)),
  );
  return (wanted.AttributeDefinitions ?? []).filter(({ AttributeName }) => used.has(AttributeName));
}

async function updateStream(
  call: TableCall,
  existing: TableDescription,
  wanted: CreateTableCommandInput,
): Promise<void> {
  const has = existing.StreamSpecification;
  const says = wanted.StreamSpecification;
  const isOn = has?.StreamEnabled === true;
  const shallBeOn = says?.StreamEnabled === true;
  if (isOn === shallBeOn && has?.StreamViewType === says?.StreamViewType) return;
  const set = (StreamSpecification: { StreamEnabled: boolean }): Promise<unknown> =>
    call('UpdateTable', { TableName: wanted.TableName, StreamSpecification });
  if (isOn) await set({ StreamEnabled: false });
  if (shallBeOn) await set({ ...says, StreamEnabled: true });
}
