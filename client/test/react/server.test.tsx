import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { cognitoAuth, createClient } from '../../index.ts';
import {
  UserManagerProvider,
  useMe,
  useSession,
  useUsers,
  useUserStats,
} from '../../react/index.ts';

function App() {
  const { status } = useSession();
  const { users, live } = useUsers({ filter: { status: 'ACTIVE' } });
  const { user } = useMe();
  const { stats } = useUserStats();
  return <p>{[status, users.length, live, user === null, stats === null].join(' ')}</p>;
}

test('a server: renders as for nobody, sends nothing and needs no window', () => {
  expect('window' in globalThis).toBe(false);
  const fetch = vi.fn();
  const auth = cognitoAuth({ userPoolId: 'eu-west-1_a', clientId: 'c', fetch });
  const url = 'https://api.example/graphql';
  const client = createClient({ graphqlUrl: url, realtimeUrl: url, auth, fetch });
  const html = renderToString(
    <StrictMode>
      <UserManagerProvider client={client} auth={auth}>
        <App />
      </UserManagerProvider>
    </StrictMode>,
  );
  expect(html).toBe('<p>signedOut 0 off true true</p>');
  expect(fetch).not.toHaveBeenCalled();
});

test('a hook without its provider: says what is missing', () => {
  expect(() => renderToString(<App />)).toThrow('<UserManagerProvider>');
});
