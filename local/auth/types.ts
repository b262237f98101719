import type { AuthProvider } from '../assembly/model.ts';
import type { Iam } from '../aws/iam/index.ts';
import type { LambdaHost } from '../services/lambda/types.ts';
import type { Clock } from '../shared/clock.ts';
import type { CredentialStore } from '../aws/credentials.ts';
import type { AuthenticationType, Caller } from '../shared/identity.ts';
import type { Log } from '../shared/log.ts';

/** What is judged: an HTTP request, a real-time handshake or one of its start messages. */
export interface AuthRequest {
  readonly channel: 'http' | 'connect' | 'subscribe';
  /** Of an HTTP request; real-time credentials are signed as POST. @default POST */
  readonly method?: string;
  /** Request target of an HTTP request, with its query string. @default - what real-time clients sign */
  readonly path?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /**
   * Of the upgrade request of a WebSocket, where the browser tells whose page opened it; `headers` are
   * then what the page itself sends. @default - `headers`
   */
  readonly handshakeHeaders?: AuthRequest['headers'];
  /** Entries of x-forwarded-for, then the TCP peer. */
  readonly sourceIp: readonly string[];
  /** As sent: an IAM signature covers it. */
  readonly body: string;
  readonly operation?: AuthOperation | null;
  /** Of an Event API, instead of an operation. */
  readonly event?: EventOperation;
  /** Given to Lambda authorizers. @default - a new one */
  readonly requestId?: string;
}

/** The GraphQL operation that a Lambda authorizer is told of. */
export interface AuthOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** What a caller of an Event API is about to do. */
export interface EventOperation {
  readonly operation: 'EVENT_CONNECT' | 'EVENT_PUBLISH' | 'EVENT_SUBSCRIBE';
  /** With its slash in front; null at connect. */
  readonly channel: string | null;
  /** Null at connect. */
  readonly channelNamespaceName: string | null;
}

/** Why a request is not admitted: HTTP status and AppSync's error. */
export interface Refusal {
  readonly status: 400 | 401;
  readonly errorType: 'UnauthorizedException' | 'BadRequestException';
  /** Empty where AppSync gives none. */
  readonly message: string;
}

/** One configured authorization mode. */
export interface AuthMode {
  readonly type: AuthenticationType;
  authenticate(request: AuthRequest): Promise<Caller | Refusal> | Caller | Refusal;
}

/** A mode that takes JSON web tokens of one issuer. */
export interface TokenMode extends AuthMode {
  readonly issuer: string;
}

/** What modes need of the rest of the engine. */
export interface AuthOptions {
  /** Where user pools publish their keys: `<cognitoUrl>/<poolId>/.well-known/jwks.json`. */
  readonly cognitoUrl: string;
  /** Where calls of AWS's hosts go. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  readonly credentials: CredentialStore;
  readonly lambda: LambdaHost;
  /** Whether AppSync may invoke an authorizer. @default - it may */
  readonly iam?: Iam;
  readonly clock: Clock;
  readonly log: Log;
}

/** The API as a mode sees it. */
export interface ModeApi {
  readonly apiId: string;
  readonly arn: string;
  readonly path: string;
  /** What real-time clients sign at connect. @default - `connect` below the path */
  readonly connectPath?: string;
  readonly defaultAuth: AuthProvider;
  readonly additionalAuth: readonly AuthProvider[];
  readonly apiKeys: readonly { readonly key: string; readonly expires: number | null }[];
}
