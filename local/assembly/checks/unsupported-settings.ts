import { layersOf } from '../resources/AWS.Lambda.LayerVersion.ts';
import { origin } from '../template/ids.ts';
import type { Parts, Resource } from '../template/types.ts';
import { list, number, record } from '../template/values.ts';

/** What the absence of a setting means, and whether a resource has it. */
interface Setting {
  readonly consequence: string;
  isSet(resource: Resource): boolean;
}

type Settings = Readonly<Record<string, Setting>>;

const USER_POOL: Settings = {
  'LambdaConfig.CustomEmailSender': {
    consequence: 'The function is not called: messages are at /mailbox.',
    isSet: (pool) => record(pool.get('LambdaConfig'))['CustomEmailSender'] !== undefined,
  },
  'LambdaConfig.CustomSMSSender': {
    consequence: 'The function is not called: messages are at /mailbox.',
    isSet: (pool) => record(pool.get('LambdaConfig'))['CustomSMSSender'] !== undefined,
  },
  'LambdaConfig.InboundFederation': {
    consequence: 'The function is not called: nobody signs in through another provider.',
    isSet: (pool) => record(pool.get('LambdaConfig'))['InboundFederation'] !== undefined,
  },
  'UserPoolAddOns.AdvancedSecurityMode': {
    consequence: 'Threat protection is off: sign-ins are not scored and passwords not looked up.',
    isSet: (pool) =>
      ['AUDIT', 'ENFORCED'].includes(
        String(record(pool.get('UserPoolAddOns'))['AdvancedSecurityMode']),
      ),
  },
};

const TABLE: Settings = {
  KinesisStreamSpecification: {
    consequence: 'Changes are not put to the Kinesis stream.',
    isSet: (table) => table.get('KinesisStreamSpecification') !== undefined,
  },
  ImportSourceSpecification: {
    consequence: 'Nothing is imported: the table begins empty.',
    isSet: (table) => table.get('ImportSourceSpecification') !== undefined,
  },
};

const GLOBAL_TABLE: Settings = {
  Replicas: {
    consequence: 'Replicas in other regions are not there: all read and write one table.',
    isSet: (table) =>
      list(table.get('Replicas')).some(
        (replica) => record(replica)['Region'] !== table.environment.region,
      ),
  },
  'Replicas.KinesisStreamSpecification': {
    consequence: 'Changes are not put to the Kinesis stream.',
    isSet: (table) =>
      list(table.get('Replicas')).some(
        (replica) => 'KinesisStreamSpecification' in record(replica),
      ),
  },
};

const FUNCTION: Settings = {
  Layers: {
    consequence:
      'It runs without those of its layers that are not in the assembly: what it imports from them is not found.',
    isSet: (lambda) => layersOf(lambda).unknown.length > 0,
  },
  FileSystemConfigs: {
    consequence: 'It runs without its file system.',
    isSet: (lambda) => list(lambda.raw('FileSystemConfigs')).length > 0,
  },
};

const QUEUE: Settings = {
  FifoQueue: {
    consequence: 'Messages keep no order of groups, and repeated ones stay.',
    isSet: (queue) => String(queue.get('FifoQueue')) === 'true',
  },
  DelaySeconds: {
    consequence: 'Messages can be received at once.',
    isSet: (queue) => number(queue.get('DelaySeconds'), 0) > 0,
  },
};

const BUCKET: Settings = {
  VersioningConfiguration: {
    consequence: 'Objects have no versions.',
    isSet: (bucket) => record(bucket.raw('VersioningConfiguration'))['Status'] === 'Enabled',
  },
};

const SCHEDULE: Settings = {
  FlexibleTimeWindow: {
    consequence: 'It runs at the beginning of its window.',
    isSet: (schedule) => record(schedule.raw('FlexibleTimeWindow'))['Mode'] === 'FLEXIBLE',
  },
};

/** Settings that nothing plays here, by the type that has them. */
export const UNSUPPORTED_SETTINGS: Readonly<Record<string, Settings>> = {
  'AWS::Cognito::UserPool': USER_POOL,
  'AWS::DynamoDB::Table': TABLE,
  'AWS::DynamoDB::GlobalTable': GLOBAL_TABLE,
  'AWS::Lambda::Function': FUNCTION,
  'AWS::S3::Bucket': BUCKET,
  'AWS::Scheduler::Schedule': SCHEDULE,
  'AWS::SQS::Queue': QUEUE,
};

/** Names at start each setting of a resource that is not played. */
export function nameUnsupportedSettings(resource: Resource, parts: Parts): void {
  for (const [name, setting] of Object.entries(UNSUPPORTED_SETTINGS[resource.type] ?? {})) {
    if (!setting.isSet(resource)) continue;
    const type = `${resource.type} (${name})`;
    parts.unsupported.push({ ...origin(resource), type, consequence: setting.consequence });
  }
}
