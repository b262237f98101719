import type { Outputs } from '../../../docs/clients/outputs.ts';

/** What an administrator did and got, from signing in to asking with renewed tokens. */
export interface Report {
  readonly signedIn: boolean;
  /** Address of `me`. */
  readonly asked: string | undefined;
  /** Id of the user that the journey made, by the mutation's answer. */
  readonly createdId: string | undefined;
  /** Id and address of that user, by the subscription. */
  readonly heard: { readonly id: string; readonly email: string };
  /** Whether a forced refresh gave another access token. */
  readonly renewed: boolean;
  /** Address of `me`, asked with that token. */
  readonly askedAfterRefresh: string | undefined;
}

/** One client's way through the API, in Node and, bundled, in a page. */
export type Journey = (
  outputs: Outputs,
  admin: { readonly email: string; readonly password: string },
  newEmail: string,
) => Promise<Report>;

/** As much as is read of an event, of every client. */
interface Heard {
  readonly onUserChange: { readonly user: { readonly id: string; readonly email: string } } | null;
}

/** A promise of the event about the user with this address. */
export function eventOf(email: string) {
  const { promise, resolve, reject } = Promise.withResolvers<Report['heard']>();
  // Whoever waits for something else first must not crash the process.
  promise.catch(() => {});
  return {
    seen: promise,
    see(data: Heard | null | undefined): void {
      const user = data?.onUserChange?.user;
      if (user?.email === email) resolve({ id: user.id, email: user.email });
    },
    fail: (error: unknown): void =>
      reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
  };
}
