import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PEERS, type PeerName } from './contestants/contestant.ts';
import { FOLDERS } from './folders.ts';

/** A contestant, or what bench/fan-out/ compares with. */
type Peer = PeerName | 'graphql-ws';

/** Where a peer's packages are. */
export const peerFolder = (name: Peer): string => join(FOLDERS.peers, name);

/** Whether a peer's packages are there, in the locked versions. */
export function isInstalled(name: Peer): boolean {
  const marker = markerOf(name);
  return existsSync(marker) && readFileSync(marker, 'utf8') === lockOf(name);
}

/** Installs the locked packages of the peers outside the repository's own, unless they are there. */
export async function installPeers(tell: (line: string) => void): Promise<void> {
  for (const name of PEERS) await installPeer(name, tell);
}

/** Installs the locked packages of one peer, unless they are there. */
export async function installPeer(name: Peer, tell: (line: string) => void): Promise<void> {
  if (isInstalled(name)) return;
  tell(`installing ${name}`);
  const folder = peerFolder(name);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(source(name, file), join(folder, file));
  }
  await npmCi(folder);
  writeFileSync(markerOf(name), lockOf(name));
}

async function npmCi(folder: string): Promise<void> {
  const flags = [
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const child = spawn('npm', ['ci', ...flags], { cwd: folder, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm ci in ${folder} ended with code ${code ?? 'none'}`);
}

const markerOf = (name: Peer): string => join(peerFolder(name), 'node_modules', '.installed');

const lockOf = (name: Peer): string => readFileSync(source(name, 'package-lock.json'), 'utf8');

function source(name: Peer, file: string): string {
  return fileURLToPath(new URL(`peers/${name}/${file}`, import.meta.url));
}
