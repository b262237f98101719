import type { UserPoolClient } from '../../../assembly/model.ts';
import type { Pool } from '../pool/pool.ts';
import type { User } from '../store/users.ts';
import type { AuthenticationResult } from '../tokens/tokens.ts';
import type { SignInDevice } from './known-device.ts';
import type { Proof } from './proofs.ts';

/** The client that signs somebody in, and what it said besides the parameters. */
export interface Caller {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /**
   * ClientMetadata of the call that begins a sign-in, which PreAuthentication and UserMigration alone are told.
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
   * @default {}
   */
  readonly validationData?: Readonly<Record<string, string>>;
  /** AdminInitiateAuth and AdminRespondToAuthChallenge. */
  readonly admin: boolean;
  /** Takes the user who has signed in, and how, in place of tokens: the hosted pages. */
  readonly onSignedIn?: (user: User, amr: readonly string[]) => void;
  /** What was shown so far at this sign-in. @default [] */
  readonly proofs?: readonly Proof[];
  /** A confirmed device that says to be signing in. @default - a new one */
  readonly device?: SignInDevice | undefined;
}

/** AuthParameters or ChallengeResponses. */
export type Parameters = Readonly<Record<string, string>>;

/** Answer of InitiateAuth and RespondToAuthChallenge. */
export interface AuthAnswer {
  readonly ChallengeName?: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly Session?: string;
  /** What USER_AUTH may go on with. */
  readonly AvailableChallenges?: readonly string[];
  readonly AuthenticationResult?: AuthenticationResult;
}
