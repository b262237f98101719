import type { User } from 'user-manager-client';
import { useExplain } from '../../errors/use-explain.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { nameOf } from '../people/name-of.ts';
import type { Progress } from './run-all.ts';
import './report.css';

/** What a report says of a person. */
export type Named = Pick<User, 'email' | 'firstName' | 'lastName'>;

/** Failures that are told one by one. */
const SHOWN = 200;

/** How far work on people is, and what failed and why. */
export function Report({
  progress,
  isStopped,
}: {
  readonly progress: Progress<Named>;
  readonly isStopped: boolean;
}) {
  const { bulk } = useTexts();
  const { number } = useFormats();
  const explain = useExplain();
  const { total, done, failed, isWaiting, isOver } = progress;
  const settled = done.length + failed.length;
  return (
    <>
      <ProgressBar
        label={bulk.progress}
        value={settled}
        total={total}
        text={bulk.doneOf(number(settled), number(total))}
      />
      <p role="status">
        {isWaiting ? bulk.waiting : null}
        {isOver ? (
          <>
            {isStopped ? bulk.stopped : bulk.finished} {bulk.succeeded(number(done.length))}
            {failed.length > 0 ? `, ${bulk.failed(number(failed.length))}` : null}.
          </>
        ) : null}
      </p>
      {failed.length > 0 ? (
        <section aria-label={bulk.failures}>
          <h3>{bulk.failures}</h3>
          <ul className="failures">
            {failed.slice(0, SHOWN).map(({ item, error }) => (
              <li key={item.email}>
                <strong>{nameOf(item)}</strong> <span className="muted">{item.email}</span>
                <br />
                {explain(error).text}
              </li>
            ))}
          </ul>
          {failed.length > SHOWN ? (
            <p className="muted">{bulk.moreFailures(number(failed.length - SHOWN))}</p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}
