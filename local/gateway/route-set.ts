import type { HttpRoute } from '../shared/http-route.ts';
import type { UpgradeRoute } from './router.ts';

/** Routes that come and go together. */
export interface RouteSet {
  /** Routes are asked in the order they were added. */
  addRoutes(routes: readonly HttpRoute[]): void;
  addUpgrades(upgrades: readonly UpgradeRoute[]): void;
  /** A set within this one: what is added there is asked in this place. */
  within(): RouteSet;
  /** Takes out all that was added here and within. */
  clear(): void;
}

type Entry<Route> = Route | Entries<Route>;
interface Entries<Route> {
  readonly entries: Entry<Route>[];
}

/** Makes a set that tells, whenever it changed, all that is in it. */
export function createRouteSet(
  onChange: (routes: readonly HttpRoute[], upgrades: readonly UpgradeRoute[]) => void,
): RouteSet {
  const all = { routes: listOf<HttpRoute>(), upgrades: listOf<UpgradeRoute>() };
  const changed = (): void => onChange(flat(all.routes), flat(all.upgrades));
  const setOf = (routes: Entries<HttpRoute>, upgrades: Entries<UpgradeRoute>): RouteSet => ({
    addRoutes(added) {
      routes.entries.push(...added);
      changed();
    },
    addUpgrades(added) {
      upgrades.entries.push(...added);
      changed();
    },
    within() {
      const inner = { routes: listOf<HttpRoute>(), upgrades: listOf<UpgradeRoute>() };
      routes.entries.push(inner.routes);
      upgrades.entries.push(inner.upgrades);
      return setOf(inner.routes, inner.upgrades);
    },
    clear() {
      routes.entries.length = 0;
      upgrades.entries.length = 0;
      changed();
    },
  });
  return setOf(all.routes, all.upgrades);
}

const listOf = <Route>(): Entries<Route> => ({ entries: [] });

function flat<Route extends object>({ entries }: Entries<Route>): readonly Route[] {
  return entries.flatMap((entry) => ('entries' in entry ? flat(entry) : [entry]));
}
