import { fileURLToPath } from 'node:url';
import { ROOT } from '../folders.ts';
import { peerFolder } from '../install-peers.ts';
import { forkProcess } from '../processes/fork-process.ts';
import {
  PEERS,
  type Contestant,
  type ContestantName,
  type ContestantProcess,
  type PeerName,
} from './contestant.ts';
import type { ContestantSettings, Ready } from './report.ts';
import { startUserManager } from './user-manager.ts';

/** Starts a contestant in a process of its own. */
export async function startContestant(
  name: ContestantName,
  dynamodbEndpoint: string,
): Promise<Contestant> {
  const contestant =
    name === 'user-manager'
      ? await startUserManager(dynamodbEndpoint)
      : await startPeer(name, dynamodbEndpoint);
  return { name, ...contestant };
}

/** The file in this folder that bears its name. */
async function startPeer(
  name: ContestantName,
  dynamodbEndpoint: string,
): Promise<ContestantProcess> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const packages = isPeer(name) ? peerFolder(name) : ROOT;
  const settings: ContestantSettings = { dynamodbEndpoint, packages };
  const begun = performance.now();
  const child = forkProcess(name, file, [JSON.stringify(settings)]);
  const ready = await child.receive<Ready>();
  const startSeconds = (performance.now() - begun) / 1_000;
  return { pid: child.pid, startSeconds, token: null, ...ready, stop: () => child.stop() };
}

/** Whether packages must be installed for it. */
export function isPeer(name: ContestantName): name is PeerName {
  return (PEERS as readonly ContestantName[]).includes(name);
}
