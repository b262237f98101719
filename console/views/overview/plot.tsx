import type { UserActivityDay } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';

const HEIGHT = 120;
const STEP = 24;
const BAR = 16;
/** From the foot upwards. */
const KINDS = ['created', 'updated', 'deleted'] as const;

/** A bar for each day; its parts are what happened. An ornament: the table beside it says the numbers. */
export function Plot({ days }: { readonly days: readonly UserActivityDay[] }) {
  const { date } = useFormats();
  const sumOf = (day: UserActivityDay) => day.created + day.updated + day.deleted;
  const most = Math.max(1, ...days.map(sumOf));
  const ends = [days.at(0), days.at(-1)].flatMap((day) => (day ? [day.day] : []));
  return (
    <div aria-hidden="true">
      <svg
        className="plot"
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {days.map((day, index) => (
          <Bar key={day.day} day={day} x={index * STEP + (STEP - BAR) / 2} most={most} />
        ))}
      </svg>
      <p className="plot-ends muted">
        {ends.map((day) => (
          <span key={day}>{date(`${day}T12:00:00`)}</span>
        ))}
      </p>
    </div>
  );
}

function Bar({
  day,
  x,
  most,
}: {
  readonly day: UserActivityDay;
  readonly x: number;
  readonly most: number;
}) {
  let foot = HEIGHT;
  const parts = KINDS.map((kind) => {
    const height = (day[kind] / most) * (HEIGHT - 4);
    foot -= height;
    return { kind, y: foot, height };
  });
  const isEmpty = foot === HEIGHT;
  if (isEmpty) return <rect className="plot-none" x={x} y={HEIGHT - 2} width={BAR} height={2} />;
  return parts.map(({ kind, y, height }) => (
    <rect key={kind} className={`plot-${kind}`} x={x} y={y} width={BAR} height={height} />
  ));
}
