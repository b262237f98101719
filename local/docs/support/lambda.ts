import { LAMBDA_OPERATORS } from '../../shared/event-pattern/index.ts';
import { actions as queueActions } from '../../services/sqs/actions/index.ts';
import { EVENT_PAYLOAD_LIMIT, PAYLOAD_LIMIT } from '../../services/lambda/function-errors.ts';
import { MAX_CONCURRENCY } from '../../services/lambda/workers.ts';
import { grouped, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const RULES = ['local/test/services/lambda/event-sources/filter-pattern.test.ts'];

/** Properties of a mapping that are followed. */
const MAPPING = [
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'StartingPosition',
  'ParallelizationFactor',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'FunctionResponseTypes',
  'FilterCriteria',
  'DestinationConfig',
  'Enabled',
  'TumblingWindowInSeconds',
];

/** Functions and their event sources. */
export function lambda(): Section {
  return {
    title: 'Lambda',
    body: [
      'Functions run in worker threads of the engine, with their own environment and key, and reach everything by `AWS_ENDPOINT_URL`. Memory limits are not exact, and a thread shares the machine’s clock and files. An asynchronous call (`Event`) that fails is repeated after one minute and after two more, as its EventInvokeConfig says; then it goes to its destination and dead-letter queue, if those are queues, buckets or functions of the app. What waits for another attempt is lost when the engine stops. `Invoke` over HTTP needs a signature with one of the engine’s keys, whose role allows it.',
      'What a function prints is in the terminal and with its invocation in the studio. Lines in CloudWatch’s embedded metric format are in the studio alone, unless their `level` is a warning or an error; there are no metrics here.',
      'Connections of functions to hosts of AWS (`*.amazonaws.com` and the like, of every partition) lead to the gateway, which plays the service or names it; `--allow-aws` lets them out. Names of AWS resolve to the gateway, and ports other than 80 and 443 (databases, caches, SMTP, MQTT) and HTTP/2 are refused with the name of the host. This holds inside of a function’s Node, not for programs that it starts and threads of its own, nor for `dns.resolve`. So SDKs of version 2, SDKs with an endpoint of their own and requests signed by hand stay on this machine. Up to `nodejs16.x` a function finds `aws-sdk` (version 2) if it is installed beside the engine: `npm i -D aws-sdk`; from `nodejs18.x` on, version 3.',
      'A function finds the packages of its layers where Lambda’s `NODE_PATH` and Python’s path lead in `/opt`: `nodejs/node24/node_modules`, `nodejs/node_modules`, `python`, `python/lib/python3.13/site-packages`; of two layers the later one goes first. There is no `/opt` itself. Layers of elsewhere are named at start. ZIP archives are unpacked once, into the cache of node_modules.',
      'Python functions run in a process of this machine’s `python3`, whatever version the runtime names, with Lambda’s context, log format, errors and time-out. `boto3` has to be installed beside it, and is led here by `AWS_ENDPOINT_URL`; other names of AWS are not looked up. It knows the machine’s time, and no memory limit.',
      table(
        ['limit', 'value'],
        [
          ['payload, answer', `${grouped(PAYLOAD_LIMIT)} bytes`],
          ['payload of an asynchronous call', `${grouped(EVENT_PAYLOAD_LIMIT)} bytes`],
          ['invocations of a function at the same time', `${MAX_CONCURRENCY}; more wait`],
        ],
      ),
      '**Event source mappings** of DynamoDB streams:',
      supportTable(
        'property',
        rowsOf(MAPPING, {
          tests: [
            'local/test/assembly/resources.test.ts',
            'local/test/services/lambda/event-sources',
          ],
          sign: (name) => SIGNS[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
          partly: {
            DestinationConfig: 'Queues and buckets only.',
          },
          notes: {
            ParallelizationFactor:
              'Records of one item go in order, others side by side; which items share a batch is not as in AWS.',
          },
          not: { TumblingWindowInSeconds: 'Not looked at.' },
        }),
      ),
      '**Actions of SQS** on the app’s queues, in the JSON protocol and the older query protocol; a message has 1 MiB at most:',
      supportTable(
        'action',
        rowsOf([...queueActions.keys()], {
          tests: ['local/test/services/sqs'],
          partly: { ReceiveMessage: 'Answers at once, whatever `WaitTimeSeconds` says.' },
        }),
      ),
      supportTable(
        'rule of a filter pattern',
        rowsOf([...LAMBDA_OPERATORS.keys(), '$or'], { tests: RULES }),
      ),
    ],
  };
}

/** Names of the model where they differ from CloudFormation's. */
const SIGNS: Readonly<Record<string, string>> = {
  MaximumBatchingWindowInSeconds: 'maximumBatchingWindow',
  FunctionResponseTypes: 'reportBatchItemFailures',
  FilterCriteria: 'filters',
  DestinationConfig: 'onFailureArn',
};
