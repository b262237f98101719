import type { App } from '../assembly/model.ts';
import type { Dynamodb } from '../services/dynamodb/index.ts';
import type { Log } from '../shared/log.ts';

/** What the routes of the studio work with. */
export interface Studio {
  readonly app: App;
  /** Folder of the project, or the one around the assembly. */
  readonly projectFolder: string;
  /** The gateway's. */
  readonly url: string;
  readonly log: Log;
  readonly dynamodb: Pick<Dynamodb, 'call' | 'lastChanges'>;
}
