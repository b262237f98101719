import { useEffect, useRef, useState } from 'react';
import type { User, UserStats } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { readEverybody } from '../bulk/read-everybody.ts';
import { questionOf, type PeopleSearch } from './people-search.ts';

interface Props {
  readonly search: PeopleSearch;
  readonly stats: UserStats | null;
  /** How many rows are shown, all of them selected. */
  readonly shown: number;
  readonly onChoose: (chosen: ReadonlyMap<string, User>) => void;
}

/** Offers to select those as well who match and are not shown yet; reads them all, and can be stopped. */
export function SelectEverybody({ search, stats, shown, onChoose }: Props) {
  const { people, bulk } = useTexts();
  const { number } = useFormats();
  const explain = useExplain();
  const { count, error, begin, stop } = useEverybody(search, onChoose);
  const matching = countOf(search, stats);
  return (
    <div className="select-everybody" role="status">
      {count === null ? (
        <>
          <span>
            {error ? `${people.everybody.failed} ${explain(error).text}` : null}
            {error ? null : people.everybody.shown(number(shown))}
          </span>
          <Button isSmall onPress={begin}>
            {people.everybody.select(matching === null ? null : number(matching))}
          </Button>
        </>
      ) : (
        <>
          <span>{people.everybody.reading(number(count))}</span>
          <Button isSmall onPress={stop}>
            {bulk.stop}
          </Button>
        </>
      )}
    </div>
  );
}

/** The reading: how many there are so far; null while nobody asks for it. */
function useEverybody(search: PeopleSearch, onChoose: Props['onChoose']) {
  const client = useClient();
  const [count, setCount] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const reading = useRef(new AbortController());
  useEffect(() => () => reading.current.abort(), []);
  const begin = async (): Promise<void> => {
    const { signal } = (reading.current = new AbortController());
    setError(null);
    setCount(0);
    try {
      const users = await readEverybody(client, questionOf(search), { signal, tell: setCount });
      onChoose(new Map(users.map((user) => [user.id, user])));
    } catch (reason) {
      if (!signal.aborted) setError(reason as Error);
    } finally {
      setCount(null);
    }
  };
  return {
    count,
    error,
    begin: () => void begin(),
    stop: () => reading.current.abort(),
  };
}

/** How many match, where the counts say so. */
function countOf(search: PeopleSearch, stats: UserStats | null): number | null {
  const { text, status, invitation, role } = search;
  if (stats === null || text.trim() !== '' || invitation !== null) return null;
  if (status !== null && role !== null) return null;
  if (status !== null) return stats.byStatus[status];
  return role === null ? stats.total : stats.byRole[role];
}
