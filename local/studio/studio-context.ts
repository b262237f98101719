import type { App } from '../assembly/model.ts';
import type { CredentialStore } from '../aws/credentials.ts';
import type { Iam } from '../aws/iam/index.ts';
import type { Faults } from '../faults/index.ts';
import type { Cognito } from '../services/cognito/index.ts';
import type { Dynamodb } from '../services/dynamodb/index.ts';
import type { FunctionHistory, LambdaHost } from '../services/lambda/index.ts';
import type { QueueInspector, SendToQueue } from '../services/sqs/index.ts';
import type { AdjustableClock } from '../shared/adjustable-clock.ts';
import type { Log } from '../shared/log.ts';

/** What the routes of the studio work with. */
export interface Studio {
  readonly app: App;
  /** Folder of the project, or the one around the assembly. */
  readonly projectFolder: string;
  /** The gateway's. */
  readonly url: string;
  readonly clock: AdjustableClock;
  readonly log: Log;
  readonly iam: Iam;
  readonly faults: Faults;
  readonly credentials: Pick<CredentialStore, 'developer' | 'issue'>;
  readonly dynamodb: Pick<Dynamodb, 'call' | 'lastChanges'>;
  readonly cognito: Pick<Cognito, 'administration' | 'mailbox'>;
  readonly lambda: Pick<LambdaHost, 'invoke'> & { readonly history: FunctionHistory };
  readonly sqs: { readonly inspector: QueueInspector; readonly send: SendToQueue };
}
