import { SCOPE } from '../app/synthesize.ts';
import { FOLDERS } from '../folders.ts';
import { machineAuthOf } from '../project-clients.ts';
import { startEngineProcess } from '../processes/engine-process.ts';
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
  // A real access token, whose signature the engine checks.
  const { authorization: token = '' } = await machineAuthOf(outputs, [SCOPE]).headers();
  return { pid, startSeconds, url: outputs.graphqlUrl, versions: {}, token, stop };
}
