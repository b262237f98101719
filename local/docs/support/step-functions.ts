import { actions } from '../../services/states/actions/index.ts';
import { intrinsics } from '../../services/states/interpreter/intrinsics/functions.ts';
import { kinds } from '../../services/states/interpreter/kinds/index.ts';
import { languages } from '../../services/states/interpreter/index.ts';
import { SDK_SERVICES } from '../../services/states/tasks/aws-sdk.ts';
import { integrations } from '../../services/states/tasks/index.ts';
import { codes, supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = [
  'local/test/fixtures/courier/courier.test.ts',
  'local/test/services/states/interpreter.test.ts',
  'local/test/services/states/tasks.test.ts',
];

/** AWS Step Functions. */
export function stepFunctions(): Section {
  return {
    title: 'AWS Step Functions',
    body: [
      'The app’s state machines run in the engine, EXPRESS ones as AppSync calls them through an HTTP data source (`https://sync-states.<region>.amazonaws.com/`), and as rules and schedules begin them. Waits, timeouts and pauses before a retry go by the engine’s clock (`--clock`, the studio’s Clock). Tasks call the services on this machine with the machine’s role. What interprets the definitions is loaded by the first execution.',
      'STANDARD machines run alike, in memory: an execution ends with the engine, its history (`GetExecutionHistory`) is not kept, and nothing is called back (`.waitForTaskToken`, activities). The last 1,000 executions are known.',
      'An execution is a record of the studio’s Requests and of `/_local/traces`: below the request, the rule or the call that began it, with its input, its output, its states, what their tasks call and the functions that they run.',
      supportTable(
        'action',
        rowsOf([...actions.keys()], { tests: TESTS, sign: (name) => `${name}Command` }),
      ),
      supportTable(
        'state',
        rowsOf([...kinds.keys()], {
          tests: TESTS,
          partly: {
            Map: 'Inline, a distributed one too; `ItemReader`, `ItemBatcher` and tolerated failures are not there.',
            Task: 'The resources below and functions; without heartbeats and `Credentials`.',
          },
        }),
      ),
      supportTable('query language', rowsOf([...languages.keys()], { tests: TESTS })),
      supportTable(
        'resource of a Task, `arn:aws:states:::`',
        rowsOf([...integrations.keys(), 'aws-sdk:…', 'others'], {
          tests: TESTS,
          sign: (name) => [RESOURCE_SIGNS[name] ?? name],
          partly: { 'aws-sdk:…': `Of ${codes(SDK_SERVICES)}.` },
          not: { others: 'The state fails with `States.Runtime`.' },
        }),
      ),
      supportTable(
        'intrinsic function',
        rowsOf(
          [...intrinsics.keys()].map((name) => `States.${name}`),
          { tests: TESTS },
        ),
      ),
    ],
  };
}

/** What tests call them by. */
const RESOURCE_SIGNS: Readonly<Record<string, string>> = {
  'aws-sdk:…': 'HTTP data source',
};
