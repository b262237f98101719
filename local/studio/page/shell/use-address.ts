import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** Parameters of the address; null takes one away. */
export type Changes = Readonly<Record<string, string | null>>;

/** What the address says, and other addresses of the same view. */
export interface Address {
  /** '' where the address says nothing of it. */
  readonly get: (name: string) => string;
  /** All parameters whose name begins so, without the beginning. */
  readonly below: (prefix: string) => Readonly<Record<string, string>>;
  readonly hrefWith: (changes: Changes) => string;
  /** Goes there; `isDetail` keeps one entry in the browser's history for what is typed. */
  readonly change: (changes: Changes, isDetail?: boolean) => void;
}

/** The state of a view is in its address, so that it can be sent, kept and gone back to. */
export function useAddress(): Address {
  const [parameters] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const hrefWith = (changes: Changes): string => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    const search = next.toString();
    return search === '' ? pathname : `${pathname}?${search}`;
  };
  return {
    get: (name) => parameters.get(name) ?? '',
    below: (prefix) =>
      Object.fromEntries(
        [...parameters]
          .filter(([name]) => name.startsWith(prefix))
          .map(([name, value]) => [name.slice(prefix.length), value]),
      ),
    hrefWith,
    change: (changes, isDetail = false) =>
      void navigate(hrefWith(changes), { replace: isDetail, preventScrollReset: true }),
  };
}
