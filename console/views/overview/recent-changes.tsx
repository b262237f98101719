import { Link } from 'react-router';
import type { UserChange } from 'user-manager-client';
import { useRecentChanges, useUsers } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import type { Texts } from '../../texts/en.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { isKeyOf } from '../../texts/is-key-of.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { nameOf } from '../people/name-of.ts';
import { ActorName } from '../person/actor-name.tsx';

/** Of those who came before the page was opened. */
const EARLIER = {
  sort: { field: 'CREATED_AT', direction: 'DESC' },
  pageSize: 10,
} as const;

interface Line {
  readonly key: string;
  readonly user: UserChange['user'];
  readonly at: string;
  readonly actor: string;
  readonly text: string;
  readonly isGone: boolean;
}

/** What has happened in the directory since the page was loaded, and below it who came last. */
export function RecentChanges() {
  const texts = useTexts();
  const { recent } = texts.overview;
  const { list } = useFormats();
  const { changes, live } = useRecentChanges();
  const isLive = live === 'live';
  const { users, isPending, error } = useUsers(EARLIER);
  const explain = useExplain();
  const happened = changes.map((change): Line => {
    const { type, user, at, actor } = change;
    return {
      key: `${user.id} ${user.version} ${type}`,
      user,
      at,
      actor,
      text: sentenceOf(change, texts, list),
      isGone: type === 'DELETED',
    };
  });
  const known = new Set(happened.map(({ key }) => key));
  const came = users
    .map((user): Line => {
      const key = `${user.id} 1 CREATED`;
      const { createdAt: at, createdBy: actor } = user;
      return { key, user, at, actor, text: recent.created, isGone: false };
    })
    .filter(({ key }) => !known.has(key));
  const lines = [...happened, ...came].toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <section className="panel card" aria-labelledby="recent">
      <h2 id="recent">{recent.title}</h2>
      <p className="muted">
        <span className={isLive ? 'overview-live' : undefined}>
          {isLive ? recent.live : recent.off}
        </span>
      </p>
      {lines.length > 0 ? null : isPending ? (
        <Skeleton lines={6} />
      ) : (
        <p className="muted">{error === null ? recent.none : explain(error).text}</p>
      )}
      <ol className="rows" aria-labelledby="recent" aria-live="polite" aria-relevant="additions">
        {lines.map((line) => (
          <RecentLine key={line.key} line={line} />
        ))}
      </ol>
    </section>
  );
}

function RecentLine({ line: { user, at, actor, text, isGone } }: { readonly line: Line }) {
  const { ago, dateTime } = useFormats();
  return (
    <li className="row">
      <Avatar user={user} />
      <span className="row-main">
        {isGone ? (
          <strong>{nameOf(user)}</strong>
        ) : (
          <Link to={`/people/${user.id}`}>{nameOf(user)}</Link>
        )}
        <span className="row-wrap">{text}</span>
        <span className="muted">
          <time dateTime={at} title={dateTime(at)}>
            {ago(at)}
          </time>
          {' · '}
          <ActorName actor={actor} form="by" />
        </span>
      </span>
    </li>
  );
}

function sentenceOf(
  { type, changedFields, user }: UserChange,
  { overview, fields, statuses }: Texts,
  list: (items: readonly string[]) => string,
): string {
  const { recent } = overview;
  if (type === 'CREATED') return recent.created;
  if (type === 'DELETED') return recent.deleted;
  if (changedFields.includes('status')) return recent.status(statuses[user.status]);
  const [only = ''] = changedFields.length === 1 ? changedFields : [];
  if (isKeyOf(recent.alone, only)) return recent.alone[only];
  const names = changedFields.map((field) => (isKeyOf(fields, field) ? fields[field] : field));
  return names.length === 0 ? recent.touched : recent.changed(list(names));
}
