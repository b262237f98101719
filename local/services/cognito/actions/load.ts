import type { Action } from '../protocol/action.ts';

let loading: Promise<ReadonlyMap<string, Action>> | undefined;

/** The actions of the API, when the first is called: they are a tenth of all that a start would load. */
export const loadActions = (): Promise<ReadonlyMap<string, Action>> =>
  (loading ??= import('./index.ts').then(({ actions }) => actions));
