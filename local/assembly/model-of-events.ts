import type { Origin } from './origin.ts';

/** An event bus beside the default one. */
export interface EventBus extends Origin {
  readonly eventBusName: string;
  readonly arn: string;
}

/** A rule of EventBridge: which events of a bus go to which targets, and when one is made by itself. */
export interface EventRule extends Origin {
  readonly ruleName: string;
  readonly arn: string;
  /** Of the bus; `default` of the one that every account has. */
  readonly eventBusName: string;
  /** JSON text of the EventPattern; null without one. */
  readonly pattern: string | null;
  /** `rate(…)` or `cron(…)`, in UTC; null without one. */
  readonly scheduleExpression: string | null;
  readonly targets: readonly EventTarget[];
}

/** Where a rule brings events to: a function, a queue, a topic, a state machine or another bus. */
export interface EventTarget {
  readonly arn: string;
  /** The role that it is called with; null: its own policy decides. */
  readonly roleArn: string | null;
  readonly input: TargetInput;
  /** Queue for what the target does not take; null without one. */
  readonly deadLetterArn: string | null;
}

/** What a target gets: the event, a text that the template has, a part of the event, or a text made of it. */
export type TargetInput =
  | { readonly from: 'event' }
  | { readonly from: 'constant'; readonly text: string }
  | { readonly from: 'path'; readonly path: string }
  | {
      readonly from: 'template';
      readonly paths: Readonly<Record<string, string>>;
      readonly template: string;
    };

/** A schedule of EventBridge Scheduler. */
export interface Schedule extends Origin {
  readonly scheduleName: string;
  readonly arn: string;
  /** `at(…)`, `rate(…)` or `cron(…)`. */
  readonly scheduleExpression: string;
  /** IANA name. */
  readonly timezone: string;
  /** Milliseconds since the epoch; null without. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** The role that the target is called with. */
  readonly roleArn: string;
  readonly targetArn: string;
  /** What the target gets; null: Scheduler's own notification. */
  readonly input: string | null;
  /** Of a target that is a bus. */
  readonly event: { readonly source: string; readonly detailType: string } | null;
  readonly deadLetterArn: string | null;
}

/** An SNS topic with its subscriptions. */
export interface Topic extends Origin {
  readonly topicName: string;
  readonly arn: string;
  readonly subscriptions: readonly Subscription[];
}

/** A subscription of a topic. */
export interface Subscription extends Origin {
  readonly arn: string;
  readonly topicArn: string;
  /** `sqs`, `lambda`, `email`, `email-json` or `sms`: what is played. */
  readonly protocol: string;
  /** ARN or address. */
  readonly endpoint: string;
  /** JSON text; null without one. */
  readonly filterPolicy: string | null;
  readonly filterPolicyScope: 'MessageAttributes' | 'MessageBody';
  /** Queues get the message alone, without what tells of it. */
  readonly rawMessageDelivery: boolean;
  /** Queue for what the endpoint does not take; null without one. */
  readonly deadLetterArn: string | null;
}

/** A parameter of the Parameter Store. */
export interface SsmParameter extends Origin {
  readonly name: string;
  readonly arn: string;
  /** `String` or `StringList`. */
  readonly type: string;
  readonly value: string;
}

/** A secret of Secrets Manager. */
export interface Secret extends Origin {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  readonly secretString: string;
}
