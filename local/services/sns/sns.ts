import { signedService } from '../../aws/check-signature.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import {
  AwsError,
  createFront,
  queryForm,
  readQueryInput,
  refuseQueryXml,
  requirePermission,
  requireSignature,
  sendQueryXml,
  type AwsCall,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { shownInLog } from '../../shared/shown-in-log.ts';
import type { Part } from '../../shared/service.ts';
import type { TopicServices } from './action.ts';
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
  const route = createFront({
    name: 'sns',
    awsServices: { sns: 'SNS' },
    matches: ({ headers }) => signedService(headers) === 'sns',
    limit: { bytes: MAX_BODY_BYTES },
    answer: (call) => answer(call, services, options.credentials),
    refuse: (error, { response }) => refuseQueryXml(response, error),
  });
  return {
    name: 'sns',
    routes: [route],
    publish: (topicArn, text) => publish(topicArn, readMessage({ Message: text })) !== null,
  };
}

/** https://docs.aws.amazon.com/sns/latest/api/welcome.html */
function answer(
  { request, response, url, body }: AwsCall,
  services: TopicServices,
  credentials: SnsOptions['credentials'],
): void {
  const caller = requireSignature(request, body, { service: 'sns', credentials });
  const form = queryForm(url, body);
  const name = form.get('Action') ?? '';
  const action = actions.get(name);
  if (!action) {
    throw new AwsError(
      'InvalidAction',
      `${shownInLog(name)} of SNS is not played here; what is: ${[...actions.keys()].join(', ')}.`,
    );
  }
  const input = readQueryInput(form);
  const [permission, resource] = action.needs(input);
  requirePermission(caller, [permission, resource], 403);
  sendQueryXml(response, name, action.run(input, services));
}
