import type { App } from '../assembly/model.ts';
import type { Dynamodb } from '../services/dynamodb/index.ts';
import type { CredentialStore } from '../aws/credentials.ts';
import type { Iam } from '../aws/iam/index.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';

/** What the routes of the studio work with. */
export interface Studio {
  readonly app: App;
  /** Folder of the project, or the one around the assembly. */
  readonly projectFolder: string;
  /** The gateway's. */
  readonly url: string;
  readonly credentials: CredentialStore;
  readonly iam: Iam;
  readonly clock: Clock;
  readonly log: Log;
  readonly dynamodb: Pick<Dynamodb, 'call' | 'lastChanges'>;
}
