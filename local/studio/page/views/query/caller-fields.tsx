import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, pathOf } from '../../api/call.ts';
import { useApp, type Callable } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { Problem } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { MODES, pastedToken, pasteToken, poolIdsOf, useMode } from './use-caller.ts';

/** Who sends the operations: the mode, and what it needs. */
export function CallerFields({ api }: { readonly api: Callable }) {
  const { change } = useAddress();
  const mode = useMode(api);
  const types = [...new Set(api.authModes.map(({ type }) => type))];
  return (
    <>
      <SelectField
        label="Send as"
        value={mode}
        choices={types.map((value) => ({ value, label: MODES[value] }))}
        onChange={(value) => change({ mode: value })}
      />
      {mode === 'API_KEY' ? <KeyField api={api} /> : null}
      {mode === 'AMAZON_COGNITO_USER_POOLS' ? <PersonFields api={api} /> : null}
      {mode === 'AWS_IAM' ? <RoleField /> : null}
      {mode === 'OPENID_CONNECT' || mode === 'AWS_LAMBDA' ? (
        <TokenField key={`${api.id}${mode}`} api={api} mode={mode} />
      ) : null}
    </>
  );
}

function KeyField({ api }: { readonly api: Callable }) {
  const { get, change } = useAddress();
  const keys = api.authModes.flatMap((one) => (one.type === 'API_KEY' ? one.keys : []));
  if (keys.length < 2) return null;
  return (
    <SelectField
      label="Key"
      value={get('key') || '0'}
      choices={keys.map(({ key }, index) => ({
        value: String(index),
        label: `${key.slice(0, 12)}…`,
      }))}
      onChange={(value) => change({ key: value })}
    />
  );
}

interface People {
  readonly users: readonly { readonly username: string; readonly name: string }[];
}

const TOKENS = [
  { value: 'access', label: 'Access token' },
  { value: 'id', label: 'ID token' },
] as const;

function PersonFields({ api }: { readonly api: Callable }) {
  const { get, change } = useAddress();
  const pools = poolIdsOf(api);
  const pool = pools.find((id) => id === get('pool')) ?? pools[0] ?? '';
  const people = useQuery({
    queryKey: ['people', pool],
    queryFn: () => call<People>(`/user-pools${pathOf(pool)}/users`),
  });
  const users = people.data?.users ?? [];
  return (
    <>
      {pools.length > 1 ? (
        <SelectField
          label="User pool"
          value={pool}
          choices={pools.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ pool: value, person: null })}
        />
      ) : null}
      <SelectField
        label="Person"
        value={get('person')}
        choices={[
          { value: '', label: users.length === 0 ? 'Nobody is in the pool' : 'Choose a person' },
          ...users.map(({ username, name }) => ({ value: username, label: name })),
        ]}
        onChange={(value) => change({ person: value })}
      />
      <SelectField
        label="Token"
        value={get('token') === 'id' ? 'id' : 'access'}
        choices={TOKENS}
        onChange={(value) => change({ token: value })}
      />
      <Problem error={people.error} />
    </>
  );
}

function RoleField() {
  const { get, change } = useAddress();
  const { data: app } = useApp();
  const roles = app?.roles ?? [];
  return (
    <SelectField
      label="Role"
      value={get('role')}
      choices={[
        { value: '', label: 'Developer (may everything)' },
        ...roles.map(({ arn, name }) => ({ value: arn, label: name })),
      ]}
      onChange={(value) => change({ role: value })}
    />
  );
}

function TokenField({
  api,
  mode,
}: {
  readonly api: Callable;
  readonly mode: 'OPENID_CONNECT' | 'AWS_LAMBDA';
}) {
  const [token, setToken] = useState(() => pastedToken(api, mode));
  const issuer = api.authModes.find((one) => one.type === 'OPENID_CONNECT')?.issuer;
  return (
    <TextField
      label="Token"
      isCode
      value={token}
      autoComplete="off"
      onChange={(value) => {
        setToken(value);
        pasteToken(api, mode, value);
      }}
      description={
        mode === 'OPENID_CONNECT'
          ? `Of ${issuer ?? 'the issuer'}`
          : 'Given to the authorizer as it is'
      }
    />
  );
}
