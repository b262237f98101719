import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toItem } from '../../functions/lib/item.ts';
import {
  ListUsersDocument,
  type ListUsersQueryVariables,
} from '../../generated/client-operations.ts';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { callerWith, type Caller } from '../support/graphql.ts';
import { createRandom } from '../../commands/fuzz/random.ts';
import { everyList, expectedList, randomUser } from '../support/random-users.ts';
import { machineToken } from '../support/sign-in.ts';
import { devAssembly } from '../support/synthesize.ts';
import { THOROUGH } from '../support/thorough.ts';
import { findUsersTable } from '../support/users-table.ts';

const random = createRandom(42);
const users = Array.from({ length: 200 }, (_, number) => randomUser(random, number));

/** A system of its own: others would add users to the lists. */
const { folder: assemblyFolder } = devAssembly();

let dataFolder = '';
let local: Local;
let machine: Caller;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  local = await startLocal({ assemblyFolder, dataFolder, port: 0 });
  const { outputs } = local;
  machine = callerWith(outputs.graphqlUrl, await machineToken(outputs, 'users/read'));
  await putUsers(outputs.dynamodbEndpoint);
});

afterAll(async () => {
  await local.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

async function putUsers(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const table = await findUsersTable(client);
  const documents = DynamoDBDocumentClient.from(client);
  for (let start = 0; start < users.length; start += 25) {
    const puts = users.slice(start, start + 25).map((user) => ({
      PutRequest: { Item: toItem(user) },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
  client.destroy();
}

const readPage = async (variables: ListUsersQueryVariables) =>
  (await machine.data(ListUsersDocument, variables)).listUsers;

test(
  'listUsers: pages of any filter in any order are those of plain TypeScript, through the whole system',
  { timeout: 600_000 },
  async () => {
    const lists = everyList(random, users).filter(() => random.below(THOROUGH ? 8 : 12) === 0);
    expect(lists.length).toBeGreaterThan(50);
    for (const args of lists) {
      const wanted = expectedList(users, args);
      const limit = Math.min(100, Math.ceil(Math.max(1, wanted.length) / (1 + random.below(4))));
      const told = JSON.stringify({ ...args, limit });
      const seen: string[] = [];
      let nextToken: string | null | undefined = null;
      do {
        const page = await readPage({ ...args, limit, nextToken });
        seen.push(...page.items.map(({ id }) => id));
        nextToken = page.nextToken;
        if (nextToken) expect(page.items, told).toHaveLength(limit);
      } while (nextToken);
      expect(seen, told).toEqual(wanted);
    }
  },
);
