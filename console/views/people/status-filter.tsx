import type { UserStatus } from 'user-manager-client';
import { USER_STATUSES } from 'user-manager-client';
import { useUserStats } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Chips } from '../../ui/chips.tsx';

/** The list by status, with how many there are of each. */
export function StatusFilter(props: {
  readonly value: UserStatus | null;
  readonly onChange: (status: UserStatus | null) => void;
}) {
  const { people, statuses } = useTexts();
  const { number } = useFormats();
  const { stats } = useUserStats();
  const countOf = (status: UserStatus | null) =>
    status === null ? stats?.total : stats?.byStatus[status];
  return (
    <Chips<UserStatus | null>
      label={people.status}
      value={props.value}
      choices={[null, ...USER_STATUSES].map((value) => {
        const count = countOf(value);
        return {
          value,
          label: value === null ? people.all : statuses[value],
          ...(count === undefined ? {} : { count: number(count) }),
        };
      })}
      onChange={props.onChange}
    />
  );
}
