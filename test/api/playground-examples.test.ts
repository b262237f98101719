import { getOperationAST, parse } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import { createClient, tokenAuth, type Client } from 'user-manager-client';
import { createFetcher } from '../../playground/fetcher.ts';
import { EXAMPLES } from '../../playground/operations.ts';
import { newestCode } from '../../playground/placeholders.ts';
import { Subscriptions } from '../../playground/subscriptions.ts';
import { EN } from '../../playground/texts/en.ts';
import { signedInPerson } from '../support/callers-of-api.ts';
import { runningSystem } from '../support/running-system.ts';

const { outputs } = runningSystem();
const { graphqlUrl, realtimeUrl } = outputs;

let client: Client | null = null;
afterAll(() => client?.close());

test('examples: all run as they come, one after the other', async () => {
  // Of the test's own: one example changes the caller's address, another deletes the person.
  const [admin, person] = await Promise.all([
    signedInPerson(outputs, 'ADMIN'),
    signedInPerson(outputs, 'MEMBER'),
  ]);
  client = createClient({ graphqlUrl, realtimeUrl, auth: tokenAuth(admin.token) });
  const subscriptions = new Subscriptions();
  const mailbox = `${outputs.cognitoEndpoint}/mailbox?to=my.new.address@example.com`;
  const fetcher = createFetcher({
    client,
    placeholders: { person: person.id, code: () => newestCode(mailbox) },
    subscriptions,
    says: EN.editorErrors,
  });
  for (const { query, variables = '{}' } of EXAMPLES) {
    const operation = getOperationAST(parse(query));
    const answer = await fetcher({ query, variables: JSON.parse(variables) as unknown });
    const name = operation?.name?.value;
    if (operation?.operation === 'subscription') {
      expect(subscriptions.list(), name).toMatchObject([{ name, isLive: true, events: [] }]);
      subscriptions.closeAll();
    } else {
      expect(answer, name).toHaveProperty('data');
      expect(answer, name).not.toHaveProperty('errors');
    }
  }
});
