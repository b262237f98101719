import type { CredentialStore } from '../../aws/credentials.ts';
import {
  createQueryFront,
  readQueryInput,
  requirePermission,
  type QueryAction,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';
import type { TopicAction, TopicServices } from './action.ts';
import { actions } from './actions/index.ts';
import { readMessage } from './message.ts';
import { createPublish, type TopicsOptions } from './topics.ts';

/** What SNS works with. */
export interface SnsOptions extends TopicsOptions {
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials?: Pick<CredentialStore, 'find'>;
}

/** Puts a text to a topic of the app; false when the ARN is none of them. */
export type PublishText = (topicArn: string, text: string) => boolean;

/** Ten messages of 256 KiB together, whose every character is written as `%00`. */
const MAX_BODY_BYTES = 4 * 1024 * 1024; // 4 MiB

/** The app's SNS topics: bring what is published to queues, functions and the mailbox. */
export function createSns(
  options: SnsOptions,
): Part & { readonly routes: readonly HttpRoute[]; readonly publish: PublishText } {
  const publish = createPublish(options);
  const services = { topics: options.topics, publish, sendToPerson: options.sendToPerson };
  const route = createQueryFront({
    name: 'sns',
    title: 'SNS',
    actions: new Map([...actions].map(([name, action]) => [name, called(action, services)])),
    credentials: options.credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return {
    name: 'sns',
    routes: [route],
    publish: (topicArn, text) => publish(topicArn, readMessage({ Message: text })) !== null,
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/welcome.html */
const called =
  (action: TopicAction, services: TopicServices): QueryAction =>
  (form, caller) => {
    const input = readQueryInput(form);
    const [permission, resource] = action.needs(input);
    requirePermission(caller, [permission, resource], 403);
    return action.run(input, services);
  };
