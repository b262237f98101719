import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const WORK = join(ROOT, '.local', 'bench');

/** Where the benchmark keeps what it makes; git ignores all of it. */
export const FOLDERS = {
  assembly: join(WORK, 'cdk.out'),
  dynamodb: join(WORK, 'dynamodb'),
  peers: join(WORK, 'peers'),
  project: join(WORK, 'project'),
  results: join(WORK, 'results'),
  userManager: join(WORK, 'user-manager'),
} as const;

/** The page, and where a smoke run writes it instead. */
export const PAGES = {
  full: join(ROOT, 'docs', 'performance.md'),
  quick: join(WORK, 'performance.md'),
} as const;
