import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { PoolUsers } from '../../../routes/pool-users.ts';
import type { UserPoolList, UserPoolSummary } from '../../../routes/user-pools.ts';
import { call, pathOf } from '../../api/call.ts';
import { useRoute } from '../../api/use-route.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { counted } from '../../ui/formats.ts';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { SideList } from '../../ui/side-list.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { nameOf } from './name-of.ts';
import { Person } from './person.tsx';

/** Who is in the user pools. */
export function People() {
  const { pool: id } = useParams();
  const pools = useRoute<UserPoolList>('/user-pools');
  return (
    <View title="People" isWide>
      <Answer query={pools}>
        {({ userPools }) => {
          const pool = userPools.find((one) => one.id === id) ?? userPools[0];
          if (!pool) return <Notice icon="people" title="The app has no user pool" />;
          return <Pool key={pool.id} pool={pool} pools={userPools} />;
        }}
      </Answer>
    </View>
  );
}

interface Props {
  readonly pool: UserPoolSummary;
  readonly pools: readonly UserPoolSummary[];
}

function Pool({ pool, pools }: Props) {
  const { name } = useParams();
  const { get, change } = useAddress();
  const users = useUsers(pool.id, get('group'));
  return (
    <>
      <Choice
        pool={pool}
        pools={pools}
        group={get('group')}
        onGroup={(group) => change({ group })}
      />
      <Answer query={{ ...users, data: users.data?.pages }}>
        {(pages) => {
          const people = pages.flatMap((page) => page.users);
          if (people.length === 0) return <Notice icon="people" title="Nobody is here" />;
          return (
            <SideList
              label="People"
              shown={name === undefined ? undefined : `/people${pathOf(pool.id, name)}`}
              items={people.map((person) => ({
                to: `/people${pathOf(pool.id, person.username)}`,
                name: nameOf(person),
                about: [person.status, ...person.groups].join(', '),
              }))}
            >
              {users.hasNextPage ? (
                <Button onPress={() => void users.fetchNextPage()}>More people</Button>
              ) : null}
              {name === undefined ? (
                <Notice icon="people" title={counted(pool.userCount, 'person', 'people')}>
                  Choose one to see groups, sessions and codes.
                </Notice>
              ) : (
                <Person key={name} pool={pool} name={name} />
              )}
            </SideList>
          );
        }}
      </Answer>
    </>
  );
}

function Choice(
  props: Props & { readonly group: string; readonly onGroup: (group: string) => void },
) {
  const { pool, pools, group, onGroup } = props;
  return (
    <div className="row">
      {pools.length > 1
        ? pools.map(({ id, name }) => (
            <a key={id} href={`/studio/people${pathOf(id)}`} aria-current={id === pool.id}>
              {name}
            </a>
          ))
        : null}
      <SelectField
        label="Group"
        isLabelHidden
        value={group}
        choices={[
          { value: '', label: 'All groups' },
          ...pool.groups.map((name) => ({ value: name, label: name })),
        ]}
        onChange={onGroup}
      />
    </div>
  );
}

const useUsers = (pool: string, group: string) =>
  useInfiniteQuery({
    queryKey: ['users', pool, group],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        ...(group !== '' && { group }),
        ...(pageParam !== '' && { next: pageParam }),
      });
      return call<PoolUsers>(`/user-pools${pathOf(pool)}/users?${asked.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
