/** What functions count beside how each run ended: names of metrics in CloudWatch. */
export type MetricName =
  | 'IdentityMissing'
  | 'ChangesWaiting'
  | 'InvitationsReminded'
  /** Dimension `status`. */
  | 'People'
  /** Dimension `state`. */
  | 'Invitations';

/** The metric of how long runs took, in milliseconds, which has a sample for each: so it counts them, too. */
export const DURATION = 'Duration';

/** How a run ended; `repeated`: some of a batch comes again. A dimension of `Duration`. */
export type Outcome = 'answered' | 'refused' | 'failed' | 'repeated';

/** Who waits for what runs: a caller of the API, who signs in, or nobody. A dimension of `Duration`. */
export type Kind = 'field' | 'trigger' | 'reader' | 'schedule';
