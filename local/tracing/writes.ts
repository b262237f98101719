import { isDeepStrictEqual } from 'node:util';

type Attributes = Readonly<Record<string, unknown>>;

/** A write of one item that a table has taken. */
interface Note {
  readonly recordId: string;
  readonly traceId: string;
  /** The whole item of a put, else its key. */
  readonly item: Attributes;
  readonly isWhole: boolean;
  readonly isRemoval: boolean;
  /** Milliseconds since the epoch, before and behind it. */
  readonly begun: number;
  readonly ended: number;
}

/** What a stream tells of a write. */
export interface StreamedChange {
  readonly eventName: string;
  readonly sequenceNumber: string;
  readonly keys: Attributes;
  readonly newImage: Attributes | undefined;
  /** Epoch seconds. */
  readonly createdAt: number;
}

/** Whose write it was, and how sure that is. */
export interface Writer {
  readonly recordId: string;
  readonly traceId: string;
  readonly isCertain: boolean;
}

/** A write as it is noted: the call, and whose it was. */
export interface NotedCall extends Pick<Note, 'recordId' | 'traceId' | 'begun'> {
  readonly operation: string;
  readonly input: Attributes;
}

/** Writes, and answers, that are kept. */
const MAX = 2_000;

/**
 * Leads from a stream's records to the writes behind them. Neither DynamoDB nor the engine gives a write a
 * name that its record bears, and nothing is added to items or tables for it: writes are noted here when the
 * table has taken them, and a record is that of the oldest note with its key, its kind, its second and, of a
 * put, its whole item. Records of a key come in the order of its writes. What wrote past this engine is not
 * noted, and its records may be taken for those of a write of the same kind, key and second.
 */
export class Writes {
  readonly #followed = new Map<string, Note[]>();
  readonly #found = new Map<string, Writer | null>();

  /** From now on this table's writes are noted. */
  follow(tableName: string): void {
    if (!this.#followed.has(tableName)) this.#followed.set(tableName, []);
  }

  /** A call that the table has just taken. */
  note({ operation, input, ...call }: NotedCall): void {
    if (this.#followed.size === 0) return;
    for (const { table, item, isWhole, isRemoval } of changesIn(operation, input)) {
      const notes = this.#followed.get(table);
      if (!notes) continue;
      notes.push({ ...call, item, isWhole, isRemoval, ended: Date.now() });
      if (notes.length > MAX) notes.shift();
    }
  }

  /** Asked again, it answers the same: each event source reads all records. */
  writerOf(tableName: string, change: StreamedChange): Writer | null {
    const key = `${tableName} ${change.sequenceNumber}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#take(this.#followed.get(tableName) ?? [], change);
    this.#found.set(key, found);
    if (this.#found.size > MAX) this.#found.delete([...this.#found.keys()][0] ?? '');
    return found;
  }

  #take(notes: Note[], change: StreamedChange): Writer | null {
    const fitting = notes.filter((note) => fits(note, change));
    const [first] = fitting;
    if (!first) return null;
    notes.splice(notes.indexOf(first), 1);
    const { recordId, traceId, isWhole } = first;
    return { recordId, traceId, isCertain: isWhole || fitting.length === 1 };
  }

  clear(): void {
    for (const notes of this.#followed.values()) notes.length = 0;
    this.#found.clear();
  }
}

function fits(
  { item, isWhole, isRemoval, begun, ended }: Note,
  { eventName, keys, newImage, createdAt }: StreamedChange,
): boolean {
  if (isRemoval !== (eventName === 'REMOVE')) return false;
  // The record's time is in whole seconds.
  if (createdAt < Math.floor(begun / 1_000) || createdAt > Math.ceil(ended / 1_000)) return false;
  if (!Object.entries(keys).every(([name, value]) => isDeepStrictEqual(item[name], value))) {
    return false;
  }
  return !isWhole || newImage === undefined || isDeepStrictEqual(newImage, item);
}

interface Change extends Pick<Note, 'item' | 'isWhole' | 'isRemoval'> {
  readonly table: string;
}

function changesIn(operation: string, input: Attributes): Change[] {
  switch (operation) {
    case 'PutItem':
      return change(input.TableName, { item: input.Item, isWhole: true });
    case 'UpdateItem':
      return change(input.TableName, { item: input.Key });
    case 'DeleteItem':
      return change(input.TableName, { item: input.Key, isRemoval: true });
    case 'BatchWriteItem':
      return Object.entries(objectOf(input.RequestItems)).flatMap(([table, requests]) =>
        listOf(requests).flatMap(({ PutRequest: put, DeleteRequest: remove }) =>
          put === undefined
            ? change(table, { item: objectOf(remove).Key, isRemoval: true })
            : change(table, { item: objectOf(put).Item, isWhole: true }),
        ),
      );
    case 'TransactWriteItems':
      return listOf(input.TransactItems).flatMap(({ Put, Update, Delete }) => [
        ...change(objectOf(Put).TableName, { item: objectOf(Put).Item, isWhole: true }),
        ...change(objectOf(Update).TableName, { item: objectOf(Update).Key }),
        ...change(objectOf(Delete).TableName, { item: objectOf(Delete).Key, isRemoval: true }),
      ]);
    default:
      return [];
  }
}

function change(
  table: unknown,
  { item, isWhole = false, isRemoval = false }: { item: unknown } & Partial<Omit<Change, 'item'>>,
): Change[] {
  if (typeof table !== 'string' || item === undefined) return [];
  // A table may be named by its ARN.
  const name = table.split('/').at(-1) ?? table;
  return [{ table: name, item: objectOf(item), isWhole, isRemoval }];
}

const objectOf = (value: unknown): Attributes =>
  typeof value === 'object' && value !== null ? (value as Attributes) : {};
const listOf = (value: unknown): readonly Attributes[] =>
  Array.isArray(value) ? (value as unknown[]).map(objectOf) : [];
