import { actions } from '../../services/events/actions/index.ts';
import { targets } from '../../services/events/targets/index.ts';
import { OPERATORS } from '../../shared/event-pattern/index.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = [
  'local/test/fixtures/bulletin/events.test.ts',
  'local/test/assembly/event-rules.test.ts',
  'local/test/fixtures/courier/courier.test.ts',
];

const TARGETS: Readonly<Record<string, string>> = {
  events: 'Event buses',
  lambda: 'Lambda functions',
  sns: 'SNS topics',
  sqs: 'SQS queues',
  states: 'State machines',
};

const TARGET_TESTS: Readonly<Record<string, string>> = {
  'Event buses': 'bus',
  'Lambda functions': 'function',
  'SNS topics': 'SnsTopic',
  'SQS queues': 'queue',
  'State machines': 'begins an execution',
};

/** EventBridge, its rules and its Scheduler. */
export function events(): Section {
  return {
    title: 'Amazon EventBridge and its Scheduler',
    body: [
      'Rules of the default bus and of the app’s own bring events to their targets: those of `PutEvents`, of AppSync’s data source and of S3, by the pattern, as they are or as `Input`, `InputPath` and `InputTransformer` say. An event goes from a bus to another once. What a target does not take, for want of a permission or because it is not there, goes to the dead-letter queue of the target at once; nothing is repeated. Resource policies of queues and buses are not asked.',
      'Schedules (`at`, `rate`, `cron`) of rules and of the Scheduler run by the engine’s clock. When it is set ahead (`--clock`, the studio’s Clock), each time that is passed is made good, in order, a hundred times of one schedule at most. What would have run while the engine stood still does not run. What a rule or schedule did is a record in `/studio`, the cause of the invocation.',
      supportTable(
        'action',
        rowsOf([...actions.keys()], { tests: TESTS, sign: (name) => `${name}Command` }),
      ),
      supportTable(
        'target',
        rowsOf(
          [...targets.keys()].map((name) => TARGETS[name] ?? name),
          { tests: TESTS, sign: (name) => TARGET_TESTS[name] ?? name },
        ),
      ),
      supportTable(
        'rule of an event pattern',
        rowsOf([...OPERATORS.keys(), '$or'], {
          tests: ['local/test/services/events/event-pattern.test.ts'],
        }),
      ),
      'Names are joined with dots, as EventBridge does: `{"detail": {"state.status": ["running"]}}` matches `{"detail": {"state": {"status": "running"}}}` and the other way round; in filters of SNS and Lambda a dot is a part of the name. A pattern that AWS finds too complex for its wildcards is taken here.',
    ],
  };
}
