import { useQuery } from '@tanstack/react-query';
import type { User } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { COGNITO_FIELDS, USER_FIELDS } from '../../../model/user-fields.ts';
import { isKeyOf } from '../../texts/is-key-of.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import type { Texts } from '../../texts/en.ts';
import { Panel } from 'appsync-on-a-laptop/page-kit/panel';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import { readExport, type PersonExport } from './export-person.ts';

/** A change arrives at Cognito some moments after it is answered: until they agree, they are compared again. */
const LOOK_AGAIN_MS = 2_000;

interface Row {
  readonly name: string;
  readonly directory: string;
  readonly cognito: string;
}

/** What the directory says beside what Cognito holds, and whether they agree. */
export function SignInState({ user }: { readonly user: User }) {
  const texts = useTexts();
  const { signIn } = texts.person;
  const client = useClient();
  const { data, error } = useQuery({
    // Another version, another state.
    queryKey: ['user-manager', 'export', user.id, user.version],
    queryFn: ({ signal }) => readExport(client, user.id, signal),
    refetchInterval: ({ state }) => {
      const { identity } = state.data ?? {};
      return identity && agree(compare(user, identity, texts)) ? false : LOOK_AGAIN_MS;
    },
  });
  if (error !== null && data === undefined) return <Failure error={error} />;
  if (data === undefined) return <Skeleton />;
  const identity = data?.identity ?? null;
  if (identity === null) {
    return (
      <p className="callout callout-bad" role="alert">
        {signIn.missing}
      </p>
    );
  }
  const rows = compare(user, identity, texts);
  const isSame = agree(rows);
  return (
    <Panel title={signIn.title}>
      <p className="muted sign-in-intro">{signIn.intro}</p>
      <p className={`callout callout-${isSame ? 'good' : 'warn'}`} role="status">
        {isSame ? signIn.agrees : signIn.differs}
      </p>
      <div className="scroll-x" tabIndex={0} role="group" aria-label={signIn.title}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">{signIn.field}</th>
              <th scope="col">{signIn.directory}</th>
              <th scope="col">{signIn.cognito}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, directory, cognito }) => (
              <tr key={name} className={directory === cognito ? undefined : 'differs'}>
                <th scope="row">{name}</th>
                <td>{directory}</td>
                <td>
                  {cognito}
                  <span className="visually-hidden">
                    {' '}
                    ({directory === cognito ? signIn.same : signIn.different})
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const agree = (rows: readonly Row[]): boolean =>
  rows.every(({ directory, cognito }) => directory === cognito);

const nameOfRole = (group: string, roles: Texts['roles']): string =>
  isKeyOf(roles, group) ? roles[group] : group;

function compare(
  user: User,
  { attributes, enabled, groups }: NonNullable<PersonExport['identity']>,
  { fields, roles, person: { signIn, none } }: Texts,
): readonly Row[] {
  const yesOrNo = (is: boolean) => (is ? signIn.yes : signIn.no);
  const held = COGNITO_FIELDS.map((field) => ({
    name: fields[field],
    directory: user[field] ?? none,
    // What was taken away is an empty text there.
    cognito: attributes[USER_FIELDS[field].cognito] || none,
  }));
  return [
    ...held,
    {
      name: fields.role,
      directory: roles[user.role],
      cognito: groups.map((group) => nameOfRole(group, roles)).join(', ') || none,
    },
    {
      name: signIn.mayEnter,
      directory: yesOrNo(user.status !== 'SUSPENDED'),
      cognito: yesOrNo(enabled),
    },
  ];
}
