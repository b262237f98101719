import { useSearchParams } from 'react-router';
import type { FieldChange, User, UserHistoryEntry } from 'user-manager-client';
import { useUserHistory } from 'user-manager-client/react';
import { useConfig } from '../../shell/config-context.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import { ActorName } from './actor-name.tsx';
import { changedMembers, type Member, useFieldName, useValueText } from './differences.ts';
import { useEditDraft } from './edit/edit-draft.ts';
import { takenBack } from './edit/taken-back.ts';

/** Every change of a person, newest first: who, when, what was and what is. */
export function History({ user }: { readonly user: User }) {
  const { history } = useTexts().person;
  const { entries, error, hasMore, loadMore, isLoadingMore, refetch } = useUserHistory(user.id);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (entries === null) return <Skeleton />;
  return (
    <div className="column">
      {entries.length === 0 ? <p className="muted">{history.nothing}</p> : null}
      <ol className="timeline" aria-label={history.label}>
        {entries.map((entry) => (
          <Entry key={entry.version} entry={entry} user={user} />
        ))}
      </ol>
      {hasMore ? (
        <Button isPending={isLoadingMore} onPress={() => void loadMore()}>
          {history.more}
        </Button>
      ) : null}
    </div>
  );
}

function Entry({ entry, user }: { readonly entry: UserHistoryEntry; readonly user: User }) {
  const { history } = useTexts().person;
  const { dateTime, ago, number } = useFormats();
  const { type, version, actor, at, changes } = entry;
  return (
    <li className={`timeline-entry timeline-${type}`}>
      <header>
        <h2 className="timeline-title">
          <Sentence type={type} actor={actor} />
        </h2>
        <span className="muted">
          <time dateTime={at} title={dateTime(at)}>
            {ago(at)}
          </time>
          {' · '}
          {history.version(number(version))}
        </span>
      </header>
      <dl className="diff">
        {changes.map((change) => (
          <Change key={change.field} change={change} />
        ))}
      </dl>
      {type === 'UPDATED' ? <TakeBack changes={changes} user={user} /> : null}
    </li>
  );
}

/** The sentence with a name in it that may be a link. */
function Sentence({ type, actor }: Pick<UserHistoryEntry, 'type' | 'actor'>) {
  const { sentence } = useTexts().person.history;
  const SLOT = '\u0000';
  const [before = '', after = ''] = sentence[type](SLOT).split(SLOT);
  return (
    <>
      {before}
      <ActorName actor={actor} />
      {after}
    </>
  );
}

function Change({ change }: { readonly change: FieldChange }) {
  const nameOfField = useFieldName();
  if (change.field === 'revokedSessions') return <EndedSessions change={change} />;
  const members = changedMembers(change);
  if (members === null) {
    return <Line name={nameOfField(change.field)} {...change} />;
  }
  if (change.field === 'invitation') return <InvitationChange members={members} />;
  return members.map(({ name, from, to }) => (
    <Line key={name} name={`${nameOfField(change.field)} · ${name}`} field="" from={from} to={to} />
  ));
}

type RevokedSession = NonNullable<User['revokedSessions']>[number];

/** Those that this change has ended; older ones are forgotten by and by, which says nothing. */
function EndedSessions({ change: { from, to } }: { readonly change: FieldChange }) {
  const { person, access } = useTexts();
  const { userPoolClientId } = useConfig();
  const { dateTime } = useFormats();
  const { session, sessionSince } = person.history;
  const before = new Set(((from ?? []) as readonly RevokedSession[]).map(({ id }) => id));
  const ended = ((to ?? []) as readonly RevokedSession[]).filter(({ id }) => !before.has(id));
  return ended.map(({ id, client, startedAt }) => {
    const app = client === userPoolClientId ? access.sessions.console : access.sessions.otherApp;
    return <Line key={id} name={session} field="" to={sessionSince(app, dateTime(startedAt))} />;
  });
}

/** Of an invitation what a reader can use: who had it mailed stands above. */
function InvitationChange({ members }: { readonly members: readonly Member[] }) {
  const { fields, person } = useTexts();
  return Object.entries(person.history.invitation).flatMap(([part, text]) =>
    members
      .filter(({ name }) => name === part)
      .map(({ from, to }) => (
        <Line key={part} name={`${fields.invitation} · ${text}`} field={part} from={from} to={to} />
      )),
  );
}

function Line(props: {
  readonly name: string;
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}) {
  const { history } = useTexts().person;
  const textOf = useValueText();
  const from = textOf(props.field, props.from);
  const to = textOf(props.field, props.to);
  return (
    <div className="diff-line">
      <dt>{props.name}</dt>
      <dd>
        {/* Two moments of the same minute read alike. */}
        {from === null || from === to ? null : (
          <del>
            <span className="visually-hidden">{history.before}: </span>
            {from}
          </del>
        )}
        {to === null ? null : (
          <ins>
            <span className="visually-hidden">{history.after}: </span>
            {to}
          </ins>
        )}
      </dd>
    </div>
  );
}

/** Opens the form with what was before; nothing is changed until it is saved. */
function TakeBack({
  changes,
  user,
}: {
  readonly changes: readonly FieldChange[];
  readonly user: User;
}) {
  const { history } = useTexts().person;
  const { begin } = useEditDraft(user);
  const [, setParams] = useSearchParams();
  const before = takenBack(changes);
  if (before === null) return null;
  return (
    <Button
      isSmall
      look="ghost"
      icon="refresh"
      onPress={() => {
        begin(before);
        setParams((params) => {
          params.set('edit', '');
          return params;
        });
      }}
    >
      {history.takeBack}
    </Button>
  );
}
