import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const WORK = join(ROOT, '.local', 'bench');

/** This run's own: others, and the tests' smoke runs, may go on beside it. */
const RUN = join(WORK, `run-${process.pid}`);
/** Takes away what the run made but for its page; a program that ends does. */
export const removeRun = (): void => rmSync(RUN, { recursive: true, force: true });
process.once('exit', removeRun);

/** Where the benchmark keeps what it makes. Git ignores all of it but the results, of which the page is made. */
export const FOLDERS = {
  assembly: join(RUN, 'cdk.out'),
  dynamodb: join(RUN, 'dynamodb'),
  project: join(RUN, 'project'),
  firstStart: join(RUN, 'first-start'),
  userManager: join(RUN, 'user-manager'),
  watched: join(RUN, 'watched'),
  coldStart: join(RUN, 'cold-start'),
  peers: join(WORK, 'peers'),
  results: join(ROOT, 'bench', 'results'),
} as const;

/** The page, and where a smoke run writes it instead. */
export const PAGES = {
  full: join(ROOT, 'docs', 'performance.md'),
  quick: join(WORK, 'performance.md'),
} as const;
