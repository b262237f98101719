import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import { DAYS, startOfDay, useNewest } from './use-newest.ts';

interface Day {
  /** Its start in the reader's zone, ISO 8601. */
  readonly iso: string;
  readonly count: number;
}

const HEIGHT = 120;
const STEP = 24;
const BAR = 16;

/** Who came in the last days, as bars, and as a table for who does not see them. */
export function NewPeople() {
  const { overview } = useTexts();
  const { newest, error, refetch } = useNewest();
  return (
    <section className="overview-card" aria-labelledby="new-people">
      <h2 id="new-people">{overview.newPeople.title}</h2>
      {newest ? (
        <Plot days={daysOf(newest.users)} isAll={newest.isAll} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

function daysOf(users: readonly { readonly createdAt: string }[]): readonly Day[] {
  return Array.from({ length: DAYS }, (_, index) => {
    const [from, to] = [startOfDay(DAYS - 1 - index), startOfDay(DAYS - 2 - index)];
    const isOf = ({ createdAt }: { readonly createdAt: string }) => {
      const at = Date.parse(createdAt);
      return at >= from && at < to;
    };
    return { iso: new Date(from).toISOString(), count: users.filter(isOf).length };
  });
}

function Plot({ days, isAll }: { readonly days: readonly Day[]; readonly isAll: boolean }) {
  const { overview } = useTexts();
  const { number, date } = useFormats();
  const { newPeople } = overview;
  const sum = days.reduce((total, { count }) => total + count, 0);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const [first, last] = [days.at(0), days.at(-1)];
  return (
    <>
      <p className="muted">
        {isAll ? newPeople.sum(number(sum), sum === 1) : newPeople.atLeast(number(sum))}
      </p>
      <svg
        className="plot"
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ iso, count }, index) => {
          const height = count === 0 ? 2 : Math.max(6, (count / most) * (HEIGHT - 4));
          return (
            <rect
              key={iso}
              className={count === 0 ? 'plot-bar plot-bar-none' : 'plot-bar'}
              x={index * STEP + (STEP - BAR) / 2}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              rx={3}
            >
              <title>{`${date(iso)}: ${number(count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <p className="plot-ends muted" aria-hidden="true">
        <span>{first ? date(first.iso) : ''}</span>
        <span>{last ? date(last.iso) : ''}</span>
      </p>
      <table className="visually-hidden">
        <caption>{newPeople.title}</caption>
        <thead>
          <tr>
            <th scope="col">{newPeople.day}</th>
            <th scope="col">{newPeople.count}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ iso, count }) => (
            <tr key={iso}>
              <th scope="row">{date(iso)}</th>
              <td>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
