import type { Topic } from '../../assembly/model.ts';
import { AwsError } from '../../aws/index.ts';
import type { PersonalMessage } from './subscribers/subscriber.ts';
import type { Publish } from './topics.ts';

/** What actions work with. */
export interface TopicServices {
  readonly topics: readonly Topic[];
  readonly publish: Publish;
  readonly sendToPerson: (message: PersonalMessage) => void;
}

/** The request, in the names of AWS. */
export type TopicInput = Readonly<Record<string, unknown>>;

/** One action of the SNS API. */
export interface TopicAction {
  /** The permission it needs, and on what. */
  readonly needs: (input: TopicInput) => readonly [action: string, resource: string];
  /** @throws AwsError */
  run(input: TopicInput, services: TopicServices): object;
}

/** The refusal of a topic that is not there. */
export const noTopic = (): AwsError => new AwsError('NotFound', 'Topic does not exist', 404);
