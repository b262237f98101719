import type { UserActivityDay } from 'user-manager-client';
import { useUserActivity } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import { Plot } from './plot.tsx';

/** Days that the plot shows, today included. */
const DAYS = 14;

/** What happened in the last days, as bars, and as a table for who does not see them. */
export function Activity() {
  const { activity } = useTexts().overview;
  const { activity: days, error, refetch } = useUserActivity(DAYS);
  return (
    <section className="panel card" aria-labelledby="activity">
      <h2 id="activity">{activity.title}</h2>
      {days ? (
        <>
          <Sums days={days} />
          <Plot days={days} />
          <ActivityTable days={days} />
        </>
      ) : error ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

const KINDS = ['created', 'updated', 'deleted'] as const;

function Sums({ days }: { readonly days: readonly UserActivityDay[] }) {
  const { activity } = useTexts().overview;
  const { number } = useFormats();
  return (
    <ul className="plot-sums">
      {KINDS.map((kind) => (
        <li key={kind} className={`plot-sum plot-sum-${kind}`}>
          {activity[kind]} <strong>{number(days.reduce((sum, day) => sum + day[kind], 0))}</strong>
        </li>
      ))}
    </ul>
  );
}

function ActivityTable({ days }: { readonly days: readonly UserActivityDay[] }) {
  const { activity } = useTexts().overview;
  const { date, number } = useFormats();
  return (
    // A table takes no width but its own: what hides it is around it.
    <div className="visually-hidden">
      <table>
        <caption>{activity.title}</caption>
        <thead>
          <tr>
            <th scope="col">{activity.day}</th>
            {KINDS.map((kind) => (
              <th scope="col" key={kind}>
                {activity[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{date(noonOf(day.day))}</th>
              {KINDS.map((kind) => (
                <td key={kind}>{number(day[kind])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A moment that is on this day wherever the reader is. */
const noonOf = (day: string): string => `${day}T12:00:00`;
