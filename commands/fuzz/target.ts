import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { machineAuth } from 'user-manager-client';
import type { Target } from './requests.ts';

/** The part of the outputs that is used. */
export interface FuzzOutputs {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly cognitoEndpoint: string;
  readonly clientId: string;
  readonly userPoolId: string;
  readonly machineClientId: string;
  readonly machineClientSecret: string;
}

const SCHEMA = join(import.meta.dirname, '../..', 'schema.graphql');
const PRELUDE = fileURLToPath(import.meta.resolve('appsync-on-a-laptop/aws-prelude.graphql'));

/** What to ask, with these tokens and as nobody. */
export function targetOf(
  { clientId, userPoolId }: Pick<FuzzOutputs, 'clientId' | 'userPoolId'>,
  tokens: readonly string[],
): Target {
  const schema = buildSchema(
    [PRELUDE, SCHEMA].map((file) => readFileSync(file, 'utf8')).join('\n'),
  );
  return { schema, tokens: ['', 'x.y.z', ...tokens], clientId, userPoolId };
}

/** A token of the machine client, which may do everything but what people do to themselves. */
export async function machineToken(outputs: FuzzOutputs): Promise<string> {
  const { authorization = '' } = await machineAuth({
    tokenUrl: `${outputs.cognitoEndpoint}/oauth2/token`,
    clientId: outputs.machineClientId,
    clientSecret: outputs.machineClientSecret,
    scopes: ['users/read', 'users/write'],
  }).headers();
  return authorization;
}
