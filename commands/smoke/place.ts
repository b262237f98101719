import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import { UsageError } from '../users/errors.ts';

/** A deployment, as its outputs name it. */
export interface Place {
  readonly description: string;
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly machineClientId: string;
  readonly tokenUrl: string;
  readonly region: string;
  /** Where Cognito is; absent: AWS's own. */
  readonly cognitoEndpoint?: string;
}

/** What an output of a stack is here. */
const OUTPUTS = {
  GraphqlUrl: 'graphqlUrl',
  RealtimeUrl: 'realtimeUrl',
  UserPoolId: 'userPoolId',
  UserPoolClientId: 'clientId',
  MachineClientId: 'machineClientId',
  TokenUrl: 'tokenUrl',
  Region: 'region',
} as const satisfies Readonly<Record<string, keyof Place>>;

type Outputs = Readonly<Partial<Record<string, string>>>;

/** The local system, by the file that `npm start` writes. */
export function placeOfFile(file: string): Place {
  const { cognitoEndpoint, stacks } = readOutputs(file);
  const description = `the local system at ${cognitoEndpoint}`;
  return {
    ...placeOf(Object.assign({}, ...Object.values(stacks)) as Outputs, file),
    description,
    cognitoEndpoint,
  };
}

function readOutputs(file: string) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as {
      readonly cognitoEndpoint: string;
      readonly stacks: Readonly<Record<string, Outputs>>;
    };
  } catch {
    throw new UsageError(`${file} cannot be read: start the local system, or name a --stage.`);
  }
}

/** The stacks of a stage, with the credentials of the shell. */
export async function placeOfStage(stage: string, region: string | undefined): Promise<Place> {
  const client = new CloudFormationClient({ region, ...AWS_LIMITS.cloudformation });
  const names = [`UserManager-${stage}`, `UserManager-${stage}-Api`];
  const found = await Promise.all(names.map((name) => outputsOf(client, name)));
  client.destroy();
  if (found.every((outputs) => outputs === null)) {
    throw new UsageError(
      `--stage ${stage}: there is no stack ${names.join(' or ')} here. Is --region right?`,
    );
  }
  const outputs = Object.assign({}, ...found) as Outputs;
  return { ...placeOf(outputs, `--stage ${stage}`), description: `stage ${stage}` };
}

/** Null of a stack that is not there. */
async function outputsOf(client: CloudFormationClient, StackName: string): Promise<Outputs | null> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const outputs = (Stacks?.[0]?.Outputs ?? []).map(
      ({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const,
    );
    return Object.fromEntries(outputs);
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return null;
    throw error;
  }
}

function placeOf(outputs: Outputs, source: string): Omit<Place, 'description' | 'cognitoEndpoint'> {
  const read = Object.entries(OUTPUTS).map(([output, name]) => {
    const value = outputs[output];
    if (value === undefined) throw new UsageError(`${source}: there is no output ${output}.`);
    return [name, value] as const;
  });
  return Object.fromEntries(read) as Record<(typeof OUTPUTS)[keyof typeof OUTPUTS], string>;
}

/** A client of Cognito with the rights of the shell, or of the local system. */
export function cognitoOf({ cognitoEndpoint, region }: Place): CognitoIdentityProviderClient {
  const local = { endpoint: cognitoEndpoint, credentials: LOCAL };
  return new CognitoIdentityProviderClient({
    region,
    ...AWS_LIMITS.cognito,
    ...(cognitoEndpoint === undefined ? {} : local),
  });
}

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The secret of the machine client. */
export async function machineSecret(
  cognito: CognitoIdentityProviderClient,
  { userPoolId: UserPoolId, machineClientId: ClientId }: Place,
): Promise<string> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId });
  return (await cognito.send(command)).UserPoolClient?.ClientSecret ?? '';
}
