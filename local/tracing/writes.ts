import { isDeepStrictEqual } from 'node:util';

type Attributes = Readonly<Record<string, unknown>>;

/** A write of one item that a table has taken, or may take any moment. */
interface Note {
  readonly recordId: string;
  readonly traceId: string;
  /** The whole item of a put, else its key. */
  readonly item: Attributes;
  readonly isWhole: boolean;
  readonly isRemoval: boolean;
  /** Milliseconds since the epoch, before it. */
  readonly begun: number;
  /** And behind it; null while there is no answer. */
  ended: number | null;
}

/** A write that is on its way. */
export interface NotedWrite {
  taken(): void;
  /** There is nothing that a stream could tell of. */
  refused(): void;
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
 * name that its record bears, and nothing is added to items or tables for it: writes are noted here before they
 * are sent, since a stream can tell of one before its answer is here, and a record is that of the oldest note
 * with its key, its kind, its second and, of a put, its whole item. Records of a key come in the order of its
 * writes. What wrote past this engine is not noted, and its records may be taken for those of a write of the
 * same kind, key and second.
 */
export class Writes {
  readonly #followed = new Map<string, Note[]>();
  readonly #found = new Map<string, Writer | null>();

  /** From now on this table's writes are noted. */
  follow(tableName: string): void {
    if (!this.#followed.has(tableName)) this.#followed.set(tableName, []);
  }

  /** A call that is sent now; null: nobody follows what it writes. */
  note({ operation, input, ...call }: NotedCall): NotedWrite | null {
    if (this.#followed.size === 0) return null;
    const noted: { readonly notes: Note[]; readonly note: Note }[] = [];
    for (const { table, item, isWhole, isRemoval } of changesIn(operation, input)) {
      const notes = this.#followed.get(table);
      if (!notes) continue;
      const note: Note = { ...call, item, isWhole, isRemoval, ended: null };
      notes.push(note);
      noted.push({ notes, note });
      if (notes.length > MAX) notes.shift();
    }
    return {
      taken() {
        for (const { note } of noted) note.ended = Date.now();
      },
      refused() {
        for (const { notes, note } of noted) remove(notes, note);
      },
    };
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
    // One without an answer may still be refused.
    const first = fitting.find(({ ended }) => ended !== null) ?? fitting[0];
    if (!first) return null;
    remove(notes, first);
    const { recordId, traceId, isWhole } = first;
    return { recordId, traceId, isCertain: isWhole || fitting.length === 1 };
  }

  clear(): void {
    for (const notes of this.#followed.values()) notes.length = 0;
    this.#found.clear();
  }
}

function remove(notes: Note[], note: Note): void {
  const index = notes.indexOf(note);
  if (index !== -1) notes.splice(index, 1);
}

function fits(
  { item, isWhole, isRemoval, begun, ended }: Note,
  { eventName, keys, newImage, createdAt }: StreamedChange,
): boolean {
  if (isRemoval !== (eventName === 'REMOVE')) return false;
  // The record's time is in whole seconds.
  const latest = Math.ceil((ended ?? Date.now()) / 1_000);
  if (createdAt < Math.floor(begun / 1_000) || createdAt > latest) return false;
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
