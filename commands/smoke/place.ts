import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import { LOCAL_CREDENTIALS, readLocalOutputs } from '../local-outputs.ts';
import { outputsOfStack, type Outputs } from '../stack-outputs.ts';
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

/** The local system, by the file that `npm start` writes. */
export function placeOfFile(file: string): Place {
  const { cognitoEndpoint, stacks } = readLocalOutputs(file, '--stage');
  const description = `the local system at ${cognitoEndpoint}`;
  return {
    ...placeOf(Object.assign({}, ...Object.values(stacks)) as Outputs, file),
    description,
    cognitoEndpoint,
  };
}

/** The stacks of a stage, with the credentials of the shell. */
export async function placeOfStage(stage: string, region: string | undefined): Promise<Place> {
  const names = [`UserManager-${stage}`, `UserManager-${stage}-Api`];
  const found = await Promise.all(names.map((name) => outputsOfStack(name, region)));
  if (found.every((outputs) => outputs === null)) {
    throw new UsageError(
      `--stage ${stage}: there is no stack ${names.join(' or ')} here. ${adviceFor(stage)}`,
    );
  }
  const missing = names.filter((_name, index) => found[index] === null);
  const lacking = missing.map((name) => `, whose stack ${name} is not there`).join('');
  const outputs = Object.assign({}, ...found) as Outputs;
  return { ...placeOf(outputs, `--stage ${stage}${lacking}`), description: `stage ${stage}` };
}

function adviceFor(stage: string): string {
  const [, name] = /^UserManager-(.+?)(?:-Api)?$/u.exec(stage) ?? [];
  return name === undefined ? 'Is --region right?' : `The stage is asked for: --stage ${name}`;
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
  const local = { endpoint: cognitoEndpoint, credentials: LOCAL_CREDENTIALS };
  return new CognitoIdentityProviderClient({
    region,
    ...AWS_LIMITS.cognito,
    ...(cognitoEndpoint === undefined ? {} : local),
  });
}

/** The secret of the machine client. */
export async function machineSecret(
  cognito: CognitoIdentityProviderClient,
  { userPoolId: UserPoolId, machineClientId: ClientId }: Place,
): Promise<string> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId });
  return (await cognito.send(command)).UserPoolClient?.ClientSecret ?? '';
}
