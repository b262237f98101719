import type { Studio } from '../studio-context.ts';

/** First parts of the paths below `/_local/` that are answered here. */
export const AREAS = [
  'app',
  'apis',
  'tables',
  'user-pools',
  'mails',
  'queues',
  'functions',
  'iam',
  'clock',
  'faults',
] as const;

/** A path with its parameters, `/_local/tables/:table/items`. */
type LocalPath = `/_local/${(typeof AREAS)[number]}${'' | `/${string}`}`;

type ParametersOf<Path extends string> = Path extends `${infer Part}/${infer Rest}`
  ? ParametersOf<Part> | ParametersOf<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never;

/** A request, read. */
export interface LocalRequest<Path extends string = string> {
  /** Parts of the path by their names, decoded. */
  readonly params: Readonly<Record<ParametersOf<Path>, string>>;
  readonly query: URLSearchParams;
  /** Empty without a body. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One thing that can be asked. */
export interface LocalRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: LocalPath;
  /** What it answers, for docs: with its query or body, and the name of the answer's type. */
  readonly about: string;
  answer(studio: Studio, request: LocalRequest): unknown;
}

/** Types a route by its path. */
export function defineRoute<Path extends LocalPath, Answer>(route: {
  readonly method: LocalRoute['method'];
  readonly path: Path;
  readonly about: string;
  answer(studio: Studio, request: LocalRequest<Path>): Answer | Promise<Answer>;
}): LocalRoute {
  return route;
}
