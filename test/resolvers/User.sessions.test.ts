import { describe, expect, it } from 'vitest';
import { admin, person } from '../support/callers.ts';
import { loadResolver } from '../support/resolver.ts';

const SIGNED_IN = 1_767_300_000;
const ada = person('ada', ['MEMBER'], SIGNED_IN);
const list = loadResolver('User.sessions/list');

const session = (id: string, client: string, seconds: number) => ({
  id,
  client,
  startedAt: new Date((SIGNED_IN + seconds) * 1000).toISOString(),
});
const sessions = [
  session('own', 'app-client', 0.4),
  session('other app', 'console', 0.4),
  session('before', 'app-client', -60),
];
const source = { id: 'ada' };

describe('User.sessions', () => {
  it('request: asks about the user that it is a field of', () => {
    const { result } = list.request({ identity: ada, source });
    expect(result).toMatchObject({
      operation: 'Invoke',
      payload: { field: 'sessions', arguments: { id: 'ada' } },
    });
  });

  it('response: says of one that it asks, by its app and its second', () => {
    const { result } = list.response({ identity: ada, source, result: { data: sessions } });
    expect(result).toEqual(sessions.map((one) => ({ ...one, current: one.id === 'own' })));
  });

  it('response: of two that began close to each other says it of the nearer one', () => {
    const close = [session('a second later', 'app-client', 1.1), ...sessions];
    const { result } = list.response({ identity: ada, source, result: { data: close } });
    expect(result).toEqual(close.map((one) => ({ ...one, current: one.id === 'own' })));
  });

  it('response: says it of the session that Cognito began in the next second', () => {
    const late = [session('late', 'app-client', 1.1)];
    const { result } = list.response({ identity: ada, source, result: { data: late } });
    expect(result).toMatchObject([{ id: 'late', current: true }]);
  });

  it('response: knows the session of an ID token as well', () => {
    const { client_id: aud, ...claims } = ada.claims;
    const identity = { ...ada, claims: { ...claims, aud, 'cognito:username': 'ada' } };
    const { result } = list.response({ identity, source, result: { data: sessions } });
    expect(result).toMatchObject([{ current: true }, { current: false }, { current: false }]);
  });

  it('response: says it of nobody else’s', () => {
    const { result } = list.response({
      identity: { ...admin, claims: { ...admin.claims, auth_time: SIGNED_IN } },
      source,
      result: { data: sessions },
    });
    expect(result).toMatchObject(sessions.map(() => ({ current: false })));
  });

  it('response: null where the pool keeps track of none', () => {
    expect(list.response({ identity: ada, source, result: { data: null } }).result).toBeNull();
  });
});
