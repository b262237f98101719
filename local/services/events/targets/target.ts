import type { Permissions } from '../../../aws/iam/types.ts';
import type { Iam } from '../../../aws/iam/index.ts';
import type { LambdaHost } from '../../lambda/index.ts';
import type { SendToQueue } from '../../sqs/index.ts';
import type { BusEvent } from '../bus-event.ts';

/** Something on its way to a target. */
export interface Delivery {
  readonly arn: string;
  /** What the target gets. */
  readonly body: string;
  /** The event itself, which buses get. */
  readonly event: BusEvent;
  readonly sender: Sender;
}

/** Who brings it, for those who say whom they take something from. */
export interface Sender {
  /** `events.amazonaws.com`. */
  readonly principal: string;
  /** The rule's or schedule's. */
  readonly sourceArn: string;
  /** Of the role that the target is called with; undefined: the target's own policy decides. */
  readonly permissions?: Permissions | undefined;
}

/** Why a target takes nothing, by the error codes of dead letters. */
export interface Failure {
  readonly code:
    | 'INVALID_JSON'
    | 'INVALID_PARAMETER'
    | 'NO_PERMISSIONS'
    | 'NO_RESOURCE'
    | 'THIRD_ACCOUNT_HOP_DETECTED';
  readonly message: string;
}

/** What targets are reached with. */
export interface TargetServices {
  readonly lambda: LambdaHost;
  readonly sendToQueue: SendToQueue;
  /** Puts a text to a topic; false when the ARN is none of the app's. @default - there are none */
  readonly publish?: (topicArn: string, text: string) => boolean;
  /** Begins an execution of a state machine; false when the ARN is none of the app's. @default - there are none */
  readonly startExecution?: (machineArn: string, input: string) => boolean;
  /** @default - everything is allowed */
  readonly iam?: Iam;
  /** Gives an event to another bus. */
  readonly forward: (busArn: string, event: BusEvent) => Failure | null;
}

/** A service that can be a target: what its call needs, and the call. */
export interface Target {
  /** Of IAM. */
  readonly action: string;
  deliver(delivery: Delivery, services: TargetServices): Failure | null;
}
