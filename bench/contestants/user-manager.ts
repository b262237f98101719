import { SCOPE } from '../app/synthesize.ts';
import { FOLDERS } from '../folders.ts';
import { startEngineProcess } from '../processes/engine-process.ts';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { ContestantProcess } from './contestant.ts';

interface Started {
  /** @default - the contest's */
  readonly data?: string;
  readonly flags?: readonly string[];
}

/** This project's engine, by its own command, with the app as it would be deployed. */
export async function startUserManager(
  dynamodbEndpoint: string,
  { data = FOLDERS.userManager, flags = [] }: Started = {},
): Promise<ContestantProcess> {
  const engine = await startEngineProcess([
    '--assembly',
    FOLDERS.assembly,
    '--data',
    data,
    '--dynamodb',
    dynamodbEndpoint,
    ...flags,
  ]);
  const { pid, startSeconds, outputs, stop } = engine;
  const token = await machineToken(outputs);
  return { pid, startSeconds, url: outputs.graphqlUrl, versions: {}, token, stop };
}

/** A real access token, whose signature the engine checks. */
async function machineToken(outputs: LocalOutputs): Promise<string> {
  const { cognitoEndpoint, machineClientId, machineClientSecret } = outputs;
  const answer = await fetch(`${cognitoEndpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${machineClientId}:${machineClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPE }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no token: HTTP ${answer.status}`);
  return token;
}
