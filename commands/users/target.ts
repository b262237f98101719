import type { Writable } from 'node:stream';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwsLimits } from '../../functions/lib/aws-limits.ts';
import { systemClock } from '../../functions/lib/clock.ts';
import { createIdentity } from '../../functions/lib/identity.ts';
import { createRepository } from '../../functions/lib/repository.ts';
import type { Services } from '../../functions/lib/services.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { LOCAL_CREDENTIALS, LOCAL_OUTPUTS, readLocalOutputs } from '../local-outputs.ts';
import type { Outputs } from '../stack-outputs.ts';
import { UsageError } from './errors.ts';
import type { TargetFlags } from './options.ts';
import { callPoolBy } from './pool-calls.ts';
import { createTerminalLog } from './terminal.ts';

/** The directory that a command works on. */
export interface Target {
  readonly services: Services;
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly config: ClientConfig;
  /** Where changes are that were given up; null when the system is named by table and pool. */
  readonly failed: FailedPlaces | null;
  /** For people: which system this is. */
  readonly description: string;
}

/** Outputs of the stack. */
export interface FailedPlaces {
  readonly bucket: string;
  readonly queueUrls: readonly string[];
}

/** What clients of the SDK are made with beyond what the shell says. */
export interface ClientConfig {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Address {
  readonly table: string;
  readonly userPoolId: string;
  readonly failed: FailedPlaces | null;
  readonly description: string;
  readonly config: ClientConfig;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The local system unless flags or environment name another: nobody changes AWS by accident. */
export async function openTarget(
  flags: TargetFlags,
  env: Environment,
  err: Writable = process.stderr,
): Promise<Target> {
  return connect(await findAddress(flags, env), err);
}

async function findAddress(flags: TargetFlags, env: Environment): Promise<Address> {
  const { stack, region } = flags;
  if (stack !== undefined) return addressOfStack(stack, region);
  if (flags.outputs !== undefined) return addressOfOutputs(flags.outputs);
  const table = flags.table ?? env['USERS_TABLE'];
  const userPoolId = flags.userPool ?? env['USER_POOL_ID'];
  if (table === undefined && userPoolId === undefined) return addressOfOutputs(LOCAL_OUTPUTS);
  if (table === undefined || userPoolId === undefined) {
    throw new UsageError('USERS_TABLE and USER_POOL_ID belong together: set both or neither.');
  }
  const description = `table ${table} and user pool ${userPoolId}`;
  return { table, userPoolId, failed: null, description, config: { region } };
}

async function addressOfStack(stack: string, region: string | undefined): Promise<Address> {
  const { outputsOfStack } = await import('../stack-outputs.ts');
  const outputs = await outputsOfStack(stack, region);
  if (outputs === null) {
    throw new UsageError(
      `--stack ${stack}: there is no such stack here. Is the region right (--region)?`,
    );
  }
  const read = (key: string) => {
    const value = outputs[key];
    if (value !== undefined) return value;
    throw new UsageError(`--stack ${stack}: ${whyWithout(key, stack, outputs)}`);
  };
  return {
    table: read('UsersTableName'),
    userPoolId: read('UserPoolId'),
    failed: failedOf(outputs['FailedChangesBucket'], outputs['DeadLetterQueues']),
    description: `stack ${stack} in ${read('Region')}`,
    config: { region: read('Region') },
  };
}

function whyWithout(key: string, stack: string, outputs: Outputs): string {
  const [, directory] = /^(.+)-Api$/u.exec(stack) ?? [];
  if (directory === undefined || outputs['GraphqlUrl'] === undefined) {
    return `the stack has no output ${key}; deploy it again.`;
  }
  return `the API is in that stack, people are in ${directory}: --stack ${directory}`;
}

/** A stack of an earlier release has no such bucket. */
function failedOf(bucket: string | undefined, queues = ''): FailedPlaces | null {
  if (bucket === undefined) return null;
  return { bucket, queueUrls: queues.split(' ').filter(Boolean) };
}

function addressOfOutputs(file: string): Address {
  const { cognitoEndpoint, userPoolId, region, stacks } = readLocalOutputs(file, '--stack');
  const stack = Object.values(stacks).find((one) => one['UsersTableName']);
  const table = stack?.['UsersTableName'];
  if (table === undefined) throw new UsageError(`${file} names no UsersTableName: run npm start.`);
  return {
    table,
    userPoolId,
    failed: failedOf(stack?.['FailedChangesBucket'], stack?.['DeadLetterQueues']),
    description: `the local system at ${cognitoEndpoint}`,
    config: {
      region,
      // Everything the SDK asks for arrives at one port.
      endpoint: cognitoEndpoint,
      credentials: LOCAL_CREDENTIALS,
    },
  };
}

/**
 * No caller waits for a command as AppSync does for a function: what is slow is waited for. Each call that is given
 * up takes from the attempts that the SDK allows all together, and without any left an import ends.
 */
const UNHURRIED: AwsLimits = {
  requestHandler: {
    connectionTimeout: 10_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  },
};

/** A long import meets the quotas of Cognito: slow down and try again rather than give up. */
const TRIES = { retryMode: 'adaptive', maxAttempts: 10 };

function connect(
  { table, userPoolId, failed, description, config }: Address,
  err: Writable,
): Target {
  const cognito = new CognitoIdentityProviderClient({ ...config, ...UNHURRIED, ...TRIES });
  const documents = createDocuments(new DynamoDBClient({ ...config, ...UNHURRIED, ...TRIES }));
  const clock = systemClock;
  const services: Services = {
    repository: createRepository({ documents, table, clock }),
    identity: createIdentity(callPoolBy(cognito), userPoolId),
    clock,
    log: createTerminalLog(err),
    // Who runs this sees what it says.
    metrics: { count() {} },
  };
  return { services, documents, table, cognito, userPoolId, failed, config, description };
}
