import type { UserStatus } from 'user-manager-client';
import { USER_STATUSES } from 'user-manager-client';
import { useUserStats } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';

/** The list by status, with how many there are of each. */
export function StatusFilter(props: {
  readonly value: UserStatus | null;
  readonly onChange: (status: UserStatus | null) => void;
}) {
  const { people, statuses } = useTexts();
  const { number } = useFormats();
  const { stats } = useUserStats();
  const choices = [null, ...USER_STATUSES];
  return (
    <div className="chips" role="group" aria-label={people.status}>
      {choices.map((status) => {
        const count = status === null ? stats?.total : stats?.byStatus[status];
        return (
          <button
            key={status ?? ''}
            type="button"
            className="chip"
            aria-pressed={props.value === status}
            onClick={() => props.onChange(status)}
          >
            {status === null ? people.all : statuses[status]}
            {count === undefined ? null : <span className="chip-count">{number(count)}</span>}
          </button>
        );
      })}
    </div>
  );
}
