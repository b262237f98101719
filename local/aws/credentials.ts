import { randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { Permissions } from './iam/types.ts';

/** What an AWS SDK signs with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Whose key it is: an assumed role of a function or data source, or the developer. */
export interface Principal {
  /** IAM or STS ARN. */
  readonly arn: string;
  /** `<role id>:<session name>` of an assumed role. */
  readonly userId: string;
  readonly accountId: string;
  /** What its policies let it do. @default - everything */
  readonly permissions?: Permissions;
}

/** A key with its owner. */
export interface FoundCredentials extends Credentials {
  readonly principal: Principal;
  /**
   * Milliseconds that the engine's clock is ahead of the machine's: functions sign by the one, other programs
   * by the other. @default 0
   */
  readonly clockOffset?: number;
}

/** The keys that this engine hands out. */
export interface CredentialStore {
  /** Hands out a new key for a principal. */
  issue(principal: Principal): Credentials;
  /** The key's secret and owner, or null for a key this engine never handed out. */
  find(accessKeyId: string): FoundCredentials | null;
  /** The fixed key for SDK calls from a shell: `local` / `local`. */
  readonly developer: Credentials;
}

/**
 * Credentials live as long as the process; nothing is written to disk.
 * @param clock the engine's, which signatures may go by
 */
export function createCredentialStore(accountId: string, clock?: Clock): CredentialStore {
  const known = new Map<string, Credentials & { readonly principal: Principal }>();
  const developer: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  known.set(developer.accessKeyId, {
    ...developer,
    principal: {
      arn: `arn:aws:iam::${accountId}:user/local`,
      userId: 'AIDALOCALDEVELOPER',
      accountId,
    },
  });
  return {
    developer,
    issue(principal) {
      const credentials = {
        accessKeyId: `ASIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(48).toString('base64'),
      };
      known.set(credentials.accessKeyId, { ...credentials, principal });
      return credentials;
    },
    find(accessKeyId) {
      const found = known.get(accessKeyId);
      return found ? { ...found, clockOffset: clock?.offset ?? 0 } : null;
    },
  };
}
