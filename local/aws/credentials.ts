import { randomBytes } from 'node:crypto';
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

/** The keys that this engine hands out. */
export interface CredentialStore {
  /** Hands out a new key for a principal. */
  issue(principal: Principal): Credentials;
  /** The key's secret and owner, or null for a key this engine never handed out. */
  find(accessKeyId: string): (Credentials & { readonly principal: Principal }) | null;
  /** The fixed key for SDK calls from a shell: `local` / `local`. */
  readonly developer: Credentials;
}

/** Credentials live as long as the process; nothing is written to disk. */
export function createCredentialStore(accountId: string): CredentialStore {
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
    find: (accessKeyId) => known.get(accessKeyId) ?? null,
  };
}
