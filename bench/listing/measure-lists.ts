import { ListUsersDocument, type Client } from 'user-manager-client';
import { median } from '../statistics.ts';
import type { Recorder } from '../unit-costs/recorder.ts';
import type { List } from './lists.ts';
import type { ListCost, PageCost } from './types.ts';

/** Who lists, what counts its reads, and how many users a page has. */
export interface Reader {
  readonly machine: Client;
  readonly recorder: Recorder;
  readonly pageSize: number;
  /** How often each page is timed. */
  readonly repeats: number;
}

/** Where a page starts. */
interface Place {
  readonly page: number;
  readonly token: string | null;
}

interface Sample {
  readonly time: number;
  readonly readUnits: number;
  readonly calls: number;
}

const DEEP_PAGE = 1_000;
/** Pages of a search cost more, and promise nothing. */
const DEEP_SEARCH_PAGE = 50;

/** Asks for the first page and a deep one in turns, so that what else the machine does meets both. */
export async function measureList(reader: Reader, list: List): Promise<ListCost> {
  const places = { first: { page: 1, token: null }, deep: await findDeepPage(reader, list) };
  const samples = { first: [] as Sample[], deep: [] as Sample[] };
  for (let time = 0; time < reader.repeats; time += 1) {
    const order = time % 2 === 0 ? (['first', 'deep'] as const) : (['deep', 'first'] as const);
    for (const which of order) samples[which].push(await sample(reader, list, places[which]));
  }
  return {
    title: list.title,
    isSearch: list.isSearch ?? false,
    first: costOf(places.first, samples.first),
    deep: costOf(places.deep, samples.deep),
  };
}

const costOf = ({ page }: Place, samples: readonly Sample[]): PageCost => ({
  page,
  times: samples.map(({ time }) => time),
  readUnits: median(samples.map(({ readUnits }) => readUnits)),
  calls: median(samples.map(({ calls }) => calls)),
});

async function sample(reader: Reader, list: List, { page, token }: Place): Promise<Sample> {
  const before = reader.recorder.calls.length;
  const start = performance.now();
  await readPage(reader, list, { page, token });
  const time = performance.now() - start;
  const calls = reader.recorder.calls.slice(before);
  const readUnits = calls.reduce((sum, call) => sum + call.readUnits, 0);
  return { time, readUnits, calls: calls.length };
}

/** Turns the pages, as a client does, up to the deep one or the last full one. */
async function findDeepPage(reader: Reader, list: List): Promise<Place> {
  const last = list.isSearch ? DEEP_SEARCH_PAGE : DEEP_PAGE;
  let deep: Place = { page: 1, token: null };
  let token: string | null = null;
  for (let page = 1; page <= last; page += 1) {
    const { items, nextToken } = await readPage(reader, list, { page, token });
    if (items.length === reader.pageSize) deep = { page, token };
    if (!nextToken) return deep;
    token = nextToken;
  }
  return deep;
}

async function readPage(reader: Reader, list: List, { page, token }: Place) {
  const { listUsers } = await reader.machine.query(ListUsersDocument, {
    ...list.variables,
    limit: reader.pageSize,
    nextToken: token,
  });
  if (listUsers.nextToken && listUsers.items.length !== reader.pageSize) {
    throw new Error(`${list.title}: page ${page} is neither full nor the last`);
  }
  return listUsers;
}
