import type { Iam } from '../../../aws/iam/index.ts';
import type { Failure } from '../../events/index.ts';
import type { LambdaHost } from '../../lambda/index.ts';
import type { SendToQueue } from '../../sqs/index.ts';
import type { Notification } from '../notification.ts';

/** A message to a person. */
export interface PersonalMessage {
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject: string | null;
  readonly body: string;
  /** What sent it, `Publish`. */
  readonly reason: string;
}

/** What subscribers are reached with. */
export interface SubscriberServices {
  readonly sendToQueue: SendToQueue;
  readonly lambda: LambdaHost;
  /** @default - everything is allowed */
  readonly iam?: Iam;
  /** Shows a message that AWS would send. */
  readonly sendToPerson: (message: PersonalMessage) => void;
}

/** How a protocol brings a message to its endpoint: null, or why that takes nothing. */
export type Subscriber = (
  notification: Notification,
  services: SubscriberServices,
) => Failure | null;
