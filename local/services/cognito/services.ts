import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import type { Faults } from '../../faults/index.ts';
import type { Log } from '../../shared/log.ts';
import type { Attempts } from './credentials/attempts.ts';
import type { Challenges } from './flows/challenges.ts';
import type { CodeRate } from './codes/code-rate.ts';
import type { Hosted } from './hosted/types.ts';
import type { PoolKeys } from './tokens/keys.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { RequestSource } from './protocol/request-source.ts';
import type { Pool, Pools } from './pool/pool.ts';
import type { Store } from './store/index.ts';
import type { Triggers } from './pool/triggers.ts';

/** What the actions and routes work with. */
export interface Services {
  readonly pools: Pools;
  readonly store: Store;
  readonly triggers: Triggers;
  readonly mailbox: Mailbox;
  readonly challenges: Challenges;
  readonly attempts: Attempts;
  readonly codeRate: CodeRate;
  readonly hosted: Hosted;
  readonly baseUrl: string;
  /** Where the request came from that is answered. @default - nowhere: the developer asks */
  readonly source?: RequestSource;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials?: Pick<CredentialStore, 'find'> | undefined;
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
  keysOf(pool: Pool): PoolKeys;
}
