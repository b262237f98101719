import { actions } from '../../services/sns/actions/index.ts';
import { subscribers } from '../../services/sns/subscribers/index.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = ['local/test/fixtures/bulletin/notices.test.ts'];

/** Amazon SNS. */
export function sns(): Section {
  return {
    title: 'Amazon SNS',
    body: [
      'What is published to a topic of the app goes to each of its subscriptions whose filter policy it fits, of attributes or of the body, by the rules of event patterns above; with `MessageStructure` each protocol has a text of its own. What an endpoint does not take goes to the dead-letter queue of the subscription at once. Functions have to let `sns.amazonaws.com` invoke them; policies of topics and queues are not asked. Messages are not signed.',
      supportTable(
        'action',
        rowsOf([...actions.keys()], {
          tests: TESTS,
          sign: (name) => `${name}Command`,
          notes: {
            ListTopics: 'All at once.',
            Publish: 'Messages to a phone number are shown at `/mailbox`.',
          },
        }),
      ),
      supportTable(
        'protocol of a subscription',
        rowsOf([...subscribers.keys(), 'others'], {
          tests: TESTS,
          sign: (name) => (name === 'sqs' ? 'queues' : name),
          partly: {
            email: 'Shown at `/mailbox`, without a confirmation.',
            'email-json': 'Shown at `/mailbox`, without a confirmation.',
            sms: 'Shown at `/mailbox`.',
          },
          not: { others: 'Named at start; nothing is brought to them.' },
        }),
      ),
    ],
  };
}
