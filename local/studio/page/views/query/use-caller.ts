import type { Callable } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import type { Caller } from './caller.ts';

/** A way to be let into an API. */
export type Mode = Caller['mode'];

/** What the modes are called. */
export const MODES = {
  API_KEY: 'API key',
  AMAZON_COGNITO_USER_POOLS: 'Person of a user pool',
  AWS_IAM: 'IAM role',
  OPENID_CONNECT: 'OIDC token',
  AWS_LAMBDA: 'Lambda token',
} as const satisfies Readonly<Record<Mode, string>>;

/** How whoever sends is let in, as the address says it. */
export function useMode(api: Callable): Mode {
  const { get } = useAddress();
  return modeOf(api, get);
}

/** Who sends, as the address says at this moment: what was chosen just now may not be drawn yet. */
export function callerNow(api: Callable): Caller | null {
  const parameters = new URLSearchParams(location.search);
  const get = (name: string) => parameters.get(name) ?? '';
  return callerOf(api, modeOf(api, get), get);
}

function modeOf(api: Callable, get: (name: string) => string): Mode {
  const [first] = api.authModes;
  const named = api.authModes.find(({ type }) => type === get('mode'));
  return (named ?? first)?.type ?? 'API_KEY';
}

function callerOf(api: Callable, mode: Mode, get: (name: string) => string): Caller | null {
  switch (mode) {
    case 'API_KEY': {
      const keys = api.authModes.flatMap((one) => (one.type === 'API_KEY' ? one.keys : []));
      const { key } = keys[Number(get('key'))] ?? keys[0] ?? {};
      return key === undefined ? null : { mode, key };
    }
    case 'AMAZON_COGNITO_USER_POOLS': {
      const pools = poolIdsOf(api);
      const userPoolId = pools.find((id) => id === get('pool')) ?? pools[0] ?? '';
      const username = get('person');
      const token = get('token') === 'id' ? 'id' : 'access';
      return username === '' ? null : { mode, userPoolId, username, token };
    }
    case 'AWS_IAM':
      return { mode, roleArn: get('role') };
    case 'OPENID_CONNECT':
    case 'AWS_LAMBDA': {
      const token = pastedToken(api, mode);
      return token === '' ? null : { mode, token };
    }
  }
}

/** Pools whose people the API lets in. */
export const poolIdsOf = (api: Callable): readonly string[] =>
  api.authModes.flatMap((one) =>
    one.type === 'AMAZON_COGNITO_USER_POOLS' ? [one.userPoolId] : [],
  );

const keyOf = (api: Callable, mode: Mode): string => `studio.token.${api.id}.${mode}`;

/** A token is a secret: it is in no address. */
export const pastedToken = (api: Callable, mode: Mode): string =>
  sessionStorage.getItem(keyOf(api, mode)) ?? '';

/** Keeps it until the tab of the browser is closed. */
export function pasteToken(api: Callable, mode: Mode, token: string): void {
  sessionStorage.setItem(keyOf(api, mode), token.trim());
}
