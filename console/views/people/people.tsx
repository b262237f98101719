import type { RowSelectionState } from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { User } from 'user-manager-client';
import { useUsers, useUserStats, type UsersList } from 'user-manager-client/react';
import { ForAdmins, View } from '../../shell/view.tsx';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';
import { Failure } from '../../ui/states.tsx';
import { InvitationFilter } from './invitation-filter.tsx';
import { isNarrowed, questionOf, usePeopleSearch, type PeopleSearch } from './people-search.ts';
import { PeopleTable } from './people-table.tsx';
import { SearchBar } from './search-bar.tsx';
import { SelectEverybody } from './select-everybody.tsx';
import { StatusFilter } from './status-filter.tsx';
import './people.css';

const BulkBar = later(async () => (await import('../bulk/bulk-bar.tsx')).BulkBar);
const ExportDialog = later(async () => (await import('../bulk/export-dialog.tsx')).ExportDialog);

const InviteDialog = later(async () => (await import('../invite/invite-dialog.tsx')).InviteDialog);

const PAGE_SIZE = 50;

/** The directory: search, filters, and what can be done with many at once. */
export function People() {
  return (
    <ForAdmins>
      <Directory />
    </ForAdmins>
  );
}

function Directory() {
  const { people } = useTexts();
  const [search, change] = usePeopleSearch();
  const [isExporting, setIsExporting] = useState(false);
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlyMap<string, User>>(new Map());
  const setInvite = (how: 'one' | 'many' | null) =>
    setParams((present) => {
      if (how) present.set('invite', how);
      else present.delete('invite');
      return present;
    });
  const how = params.get('invite');
  return (
    <View
      title={people.title}
      actions={
        <>
          <Button icon="download" onPress={() => setIsExporting(true)}>
            {people.exportAll}
          </Button>
          <Button look="primary" icon="plus" onPress={() => setInvite('one')}>
            {people.invite}
          </Button>
        </>
      }
    >
      <div className="people-filters">
        <SearchBar search={search} onChange={change} />
        <div className="people-status">
          <StatusFilter value={search.status} onChange={(status) => change({ status })} />
          {search.status === 'INVITED' ? (
            <InvitationFilter
              value={search.invitation}
              onChange={(invitation) => change({ invitation })}
            />
          ) : null}
        </div>
        {search.order.startsWith('NAME') ? (
          <p className="muted people-order">{people.sortHint}</p>
        ) : null}
      </div>
      <List
        search={search}
        chosen={chosen}
        onChoose={setChosen}
        onClear={() => change({ text: '', status: null, invitation: null, role: null })}
      />
      {chosen.size > 0 ? <BulkBar users={chosen} onClear={() => setChosen(new Map())} /> : null}
      {how === 'one' || how === 'many' ? (
        <InviteDialog how={how} onHow={setInvite} onClose={() => setInvite(null)} />
      ) : null}
      {isExporting ? (
        <ExportDialog question={questionOf(search)} onClose={() => setIsExporting(false)} />
      ) : null}
    </View>
  );
}

/** The list that was shown last, as long as the next is being read: nothing flickers while somebody types. */
function useSteadyList(search: PeopleSearch): UsersList & { readonly isStale: boolean } {
  const list = useUsers({ ...questionOf(search), pageSize: PAGE_SIZE });
  const last = useRef(list);
  useEffect(() => {
    if (!list.isPending) last.current = list;
  });
  const isStale = list.isPending && !last.current.isPending;
  return isStale ? { ...last.current, hasMore: false, isStale } : { ...list, isStale };
}

function List(props: {
  readonly search: PeopleSearch;
  readonly chosen: ReadonlyMap<string, User>;
  readonly onChoose: (chosen: ReadonlyMap<string, User>) => void;
  readonly onClear: () => void;
}) {
  const { search, chosen, onChoose } = props;
  const list = useSteadyList(search);
  const { stats } = useUserStats();
  const { users, hasMore, isPending, error } = list;
  // Of those who are shown: as many may be chosen as the directory holds.
  const selected = useMemo(() => {
    const ids = users.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
    return Object.fromEntries(ids.map((id) => [id, true as const]));
  }, [users, chosen]);
  if (isPending) return <Skeleton lines={9} />;
  if (error !== null && users.length === 0) {
    return <Failure error={error} onRetry={() => void list.showNew()} />;
  }
  const select = (changeOf: (selected: RowSelectionState) => RowSelectionState) => {
    const after = changeOf(selected);
    const next = new Map(chosen);
    for (const user of users) {
      if (after[user.id]) next.set(user.id, user);
      else next.delete(user.id);
    }
    onChoose(next);
  };
  const total = !hasMore ? users.length : isNarrowed(search) ? -1 : (stats?.total ?? -1);
  const isEverybodyOffered =
    list.hasMore && users.length > 0 && users.every(({ id }) => chosen.has(id));
  return (
    <div aria-busy={list.isStale} className={list.isStale ? 'stale' : undefined}>
      <Told list={list} />
      {isEverybodyOffered ? (
        <SelectEverybody
          key={JSON.stringify(search)}
          search={search}
          stats={stats}
          shown={users.length}
          onChoose={onChoose}
        />
      ) : null}
      {users.length === 0 ? (
        <Nobody search={search} onClear={props.onClear} />
      ) : (
        <PeopleTable
          users={users}
          hasMore={hasMore}
          onMore={() => {
            if (!list.isLoadingMore) void list.loadMore();
          }}
          selected={selected}
          onSelect={select}
          total={total}
        />
      )}
      <Foot list={list} />
    </div>
  );
}

type SteadyList = ReturnType<typeof useSteadyList>;

/** Tells readers what a search has found, who do not see the list change, and everybody who came meanwhile. */
function Told({ list }: { readonly list: SteadyList }) {
  const { people } = useTexts();
  const { number } = useFormats();
  const { users, hasMore, isStale } = list;
  return (
    <>
      <p role="status" className="visually-hidden">
        {isStale ? '' : people.found(number(users.length), hasMore)}
      </p>
      <NewOnes list={list} />
    </>
  );
}

/** Who came meanwhile waits behind a button, so that nothing moves under the reader's eyes. */
function NewOnes({ list: { newCount, showNew } }: { readonly list: UsersList }) {
  const { people } = useTexts();
  const { number } = useFormats();
  return (
    <div role="status">
      {newCount > 0 ? (
        <Button look="ghost" icon="up" onPress={() => void showNew()}>
          {people.newOnes(number(newCount), newCount === 1)}
        </Button>
      ) : null}
    </div>
  );
}

function Nobody({
  search,
  onClear,
}: {
  readonly search: PeopleSearch;
  readonly onClear: () => void;
}) {
  const { people } = useTexts();
  if (!isNarrowed(search)) {
    return (
      <Notice icon="people" title={people.none.title}>
        {people.none.text}
      </Notice>
    );
  }
  const clear = <Button onPress={onClear}>{people.nobodyFits.clear}</Button>;
  return (
    <Notice icon="search" title={people.nobodyFits.title} actions={clear}>
      {people.nobodyFits.text}
    </Notice>
  );
}

function Foot({ list }: { readonly list: UsersList }) {
  const { people } = useTexts();
  const { number } = useFormats();
  const { users, hasMore, live, error, loadMore } = list;
  const { actions } = useTexts();
  if (error !== null) {
    return (
      <div className="list-foot">
        <Button onPress={() => void loadMore()}>{actions.retry}</Button>
      </div>
    );
  }
  return (
    <p className="list-foot muted">
      <span>
        {hasMore ? people.loadingMore : users.length > 0 ? people.end(number(users.length)) : ''}
      </span>
      <span className={live === 'live' ? 'live-dot' : 'live-dot live-dot-off'}>
        {live === 'live' ? people.live.live : people.live.off}
      </span>
    </p>
  );
}
