import { useCallback, useEffect, useState } from 'react';
import type { Client, User } from 'user-manager-client';
import { ListUsersDocument, MeDocument } from 'user-manager-client';

/** As many as one page of the API has. */
const LIMIT = 100;

/** Whom the examples are about: picked from those the reader may see. */
export interface PickedPerson {
  readonly people: readonly User[];
  /** Null while nobody is there to pick. */
  readonly id: string | null;
  readonly pick: (id: string) => void;
  /** Reads the list again. */
  readonly look: () => void;
}

/** The people to pick from; at first an active member other than the reader, whom the examples may suspend. */
export function usePerson(client: Client | null, ownId: string | null): PickedPerson {
  const [people, setPeople] = useState<readonly User[]>([]);
  const [picked, setPicked] = useState<string | null>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const ending = new AbortController();
    if (client === null) setPeople([]);
    else {
      read(client, ending.signal).then(setPeople, () => {
        if (!ending.signal.aborted) setPeople([]);
      });
    }
    return () => ending.abort();
  }, [client, looks]);
  const isThere = people.some(({ id }) => id === picked);
  const [first] = people;
  const fit = people.find(
    ({ id, role, status }) => id !== ownId && role === 'MEMBER' && status === 'ACTIVE',
  );
  const look = useCallback(() => setLooks((count) => count + 1), []);
  return { people, id: isThere ? picked : ((fit ?? first)?.id ?? null), pick: setPicked, look };
}

/** Whoever may not list sees the own record. */
async function read(client: Client, signal: AbortSignal): Promise<readonly User[]> {
  try {
    const variables = { sort: { field: 'NAME' }, limit: LIMIT } as const;
    return (await client.query(ListUsersDocument, variables, { signal })).listUsers.items;
  } catch (error) {
    if (signal.aborted) throw error;
    const { me } = await client.query(MeDocument, {}, { signal });
    return me ? [me] : [];
  }
}
