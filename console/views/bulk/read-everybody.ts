import type { Client, User, UserFilter, UserSort } from 'user-manager-client';
import { ListUsersDocument } from 'user-manager-client';

/** Whom to read, and in which order. */
export interface PeopleQuestion {
  readonly filter: UserFilter;
  readonly sort: UserSort;
}

/** The most that the API answers at once. */
const PAGE = 100;

/**
 * Reads everybody whom search and filters let through, page by page.
 * @param tell how many have been read
 * @throws ApiError, ConnectionError; what was read is dropped: half of everybody is not everybody
 */
export async function readEverybody(
  client: Client,
  question: PeopleQuestion,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (count: number) => void },
): Promise<readonly User[]> {
  const users: User[] = [];
  let nextToken: string | null = null;
  do {
    const variables: PeopleQuestion & { limit: number; nextToken: string | null } = {
      ...question,
      limit: PAGE,
      nextToken,
    };
    const { listUsers } = await client.query(ListUsersDocument, variables, { signal });
    users.push(...listUsers.items);
    nextToken = listUsers.nextToken ?? null;
    tell(users.length);
  } while (nextToken !== null);
  return users;
}
