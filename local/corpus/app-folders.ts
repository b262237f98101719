import { join } from 'node:path';
import { nameOf, type CorpusApp } from './types.ts';

/** Where everything of an app is. */
export interface AppFolders {
  readonly source: string;
  /** The folder of the app in it. */
  readonly app: string;
  /** There once its packages are. */
  readonly installed: string;
  readonly assembly: string;
  /** Its node_modules, beside the assembly. */
  readonly packages: string;
  /** Of packages, for all apps. */
  readonly store: string;
}

/** Folders of an app below that of all. */
export function foldersOf(app: CorpusApp, work: string): AppFolders {
  const own = join(work, nameOf(app).replaceAll('/', '+'), app.commit.slice(0, 12));
  const source = join(own, 'source');
  return {
    source,
    app: join(source, app.path ?? ''),
    installed: join(own, 'installed'),
    assembly: join(own, 'cdk.out'),
    packages: join(own, 'node_modules'),
    store: join(work, 'store'),
  };
}
