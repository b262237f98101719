import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { systemClock, type Clock } from 'appsync-on-a-laptop/clock';
import { stageOf } from '../../cdk/stages.ts';
import { synthesize } from './synthesize.ts';

const dev = stageOf('dev');
const STRICT = {
  ...dev,
  name: 'strict',
  invitations: { ...dev.invitations, by: 'code', link: 'http://localhost:4000/' },
  signIn: {
    ...dev.signIn,
    mfa: 'OPTIONAL',
    factors: ['totp'],
    adminsNeedSecondFactor: true,
    reauthenticateAfter: Duration.minutes(2),
    emailCodes: true,
  },
} as const;

/**
 * A system of its own whose ADMINs need a second factor, and a sign-in of the last 2 minutes for some things, and
 * that invites by code.
 */
export interface StrictSystem {
  readonly outputs: Local['outputs'];
  readonly clock: Clock;
  /**
   * Lets time pass, in milliseconds; less than 5 minutes in all: SRP has the time of the client in it.
   */
  pass(ms: number): void;
  stop(): Promise<void>;
}

/** Starts it; whoever does stops it. */
export async function startStrictSystem(): Promise<StrictSystem> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  const assembly = synthesize(STRICT);
  let ahead = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const local = await startLocal({ assemblyFolder: assembly.folder, dataFolder, port: 0, clock });
  return {
    outputs: local.outputs,
    clock,
    pass: (ms) => {
      ahead += ms;
    },
    async stop() {
      await local.stop();
      assembly[Symbol.dispose]();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
