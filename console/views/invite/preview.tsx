import { problemsText } from '../../errors/problem-text.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { nameOf } from '../people/name-of.ts';
import type { PeopleRead, PersonLine } from './read-people.ts';

/** More lines than anybody reads; those that are wrong come first. */
const SHOWN = 200;

/** Every line as it would be invited, or why it cannot be. */
export function Preview({ read: { lines, leftOut } }: { readonly read: PeopleRead }) {
  const { invite } = useTexts();
  const { number, list } = useFormats();
  const wrong = lines.filter(({ user }) => user === null);
  const right = lines.filter(({ user }) => user !== null);
  if (lines.length === 0) return <p className="muted">{invite.nothing}</p>;
  return (
    <section aria-label={invite.preview} className="invite-preview">
      <p role="status">
        <strong>{invite.counts(number(right.length), number(wrong.length))}</strong>
      </p>
      {leftOut.length > 0 ? (
        <p className="callout callout-info">{invite.leftOut(list(leftOut))}</p>
      ) : null}
      <div className="scroll-x" tabIndex={0} role="group" aria-label={invite.preview}>
        <table className="compare" role="table">
          {/* Roles are said: a phone shows rows as blocks, which ends those of the elements. */}
          <thead role="rowgroup">
            <tr role="row">
              {Object.entries(invite.columns).map(([name, text]) => (
                <th key={name} scope="col" role="columnheader">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {[...wrong, ...right].slice(0, SHOWN).map((line) => (
              <Line key={line.line} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > SHOWN ? <p className="muted">… {number(lines.length - SHOWN)}</p> : null}
    </section>
  );
}

function Line({ line: { line, text, user, problems } }: { readonly line: PersonLine }) {
  const texts = useTexts();
  const { invite, roles } = texts;
  const { number } = useFormats();
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {number(line)}
      </th>
      <td role="cell">
        {user ? (
          <>
            {nameOf(user)}
            <br />
            <span className="muted">{user.email}</span>
          </>
        ) : (
          <code>{text}</code>
        )}
      </td>
      <td role="cell">{user ? roles[user.role] : null}</td>
      <td role="cell">
        {user ? (
          <span className="badge badge-good">{invite.ready}</span>
        ) : (
          <span className="field-error">{problemsText(problems, texts)}</span>
        )}
      </td>
    </tr>
  );
}
