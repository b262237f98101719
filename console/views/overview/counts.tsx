import { Link } from 'react-router';
import { useUserStats } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';

const STATUSES = ['ACTIVE', 'INVITED', 'SUSPENDED'] as const;

/** How many people there are; each number leads to those it counts. */
export function Counts() {
  const { overview, statuses } = useTexts();
  const { number } = useFormats();
  const { stats, isPending, error } = useUserStats();
  if (stats === null) {
    if (error !== null) return <Failure error={error} />;
    return isPending ? <Skeleton lines={2} /> : null;
  }
  const counts = [
    { name: overview.total, count: stats.total, to: '/people' },
    ...STATUSES.map((status) => ({
      name: statuses[status],
      count: stats.byStatus[status],
      to: `/people?status=${status}`,
    })),
    { name: overview.administrators, count: stats.byRole.ADMIN, to: '/people?role=ADMIN' },
  ];
  return (
    <ul className="counts" aria-label={overview.counts}>
      {counts.map(({ name, count, to }) => (
        <li key={to}>
          <Link className="count" to={to}>
            <span className="count-number">{number(count)}</span>
            <span className="count-name">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
