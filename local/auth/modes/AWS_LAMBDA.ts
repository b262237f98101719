import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AuthProviderOf } from '../../assembly/model.ts';
import { PERMISSIVE_IAM } from '../../aws/iam/index.ts';
import { machineTime } from '../../shared/clock.ts';
import type { Caller } from '../../shared/identity.ts';
import { configuredPattern } from '../patterns.ts';
import { AUTHORIZER_OUT_OF_REACH, headerOf, NOT_AUTHORIZED } from '../refusals.ts';
import type { AuthMode, AuthOptions, AuthRequest, EventOperation, ModeApi } from '../types.ts';

type Provider = AuthProviderOf<'AWS_LAMBDA'>;

/** What the authorizer's answer says of a caller it admits. */
interface Admission {
  /** `resolverContext`, of an Event API `handlerContext`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** `Type.field` names. */
  readonly deniedFields: readonly string[];
  /** Seconds. */
  readonly ttl: number;
}

/** How long AppSync waits for the authorizer, in milliseconds. */
export const TIME_LIMIT = 10_000; // 10 seconds
const NO_PERMISSION =
  'authorizes nobody: no AWS::Lambda::Permission lets appsync.amazonaws.com invoke it for this API.';
const MAX_CACHED_LENGTH = 1_048_576;

/**
 * The API's own function decides.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization
 */
export function createLambdaMode(
  provider: Provider,
  api: Pick<ModeApi, 'apiId' | 'arn'>,
  options: Pick<AuthOptions, 'lambda' | 'iam' | 'clock' | 'log'>,
): AuthMode {
  const { iam = PERMISSIVE_IAM, clock, log } = options;
  const { functionArn, identityValidationExpression } = provider;
  const appsync = { principal: 'appsync.amazonaws.com', sourceArn: api.arn };
  const mayInvoke = iam.mayInvoke(functionArn, appsync);
  if (!mayInvoke) log.warn('auth', `${functionArn} ${NO_PERMISSION}`);
  const pattern =
    identityValidationExpression === null ? null : configuredPattern(identityValidationExpression);
  const admitted = new LRUCache<string, Admission & { readonly until: number }>({ max: 1_000 });
  return {
    type: 'AWS_LAMBDA',
    async authenticate(request) {
      const token = headerOf(request, 'authorization') ?? '';
      if (pattern !== null && !pattern.test(token)) return NOT_AUTHORIZED;
      if (!mayInvoke) return AUTHORIZER_OUT_OF_REACH;
      const key = cacheKey(token, request);
      const known = admitted.get(key);
      if (known && known.until > clock.now()) return caller(known, request);
      const answer = await ask(provider, eventFor(request, token, api), options);
      const admission = readAnswer(answer, provider.resultTtl, {
        apiArn: api.arn,
        contextName: contextNameOf(request),
      });
      if (typeof admission === 'string') {
        log.warn('auth', `${provider.functionArn} admits no caller: ${admission}`);
        return NOT_AUTHORIZED;
      }
      if (admission.ttl > 0 && JSON.stringify(answer).length < MAX_CACHED_LENGTH) {
        admitted.set(key, { ...admission, until: clock.now() + admission.ttl * 1_000 });
      }
      return caller(admission, request);
    },
  };
}

const caller = ({ context, deniedFields }: Admission, { event }: AuthRequest): Caller => ({
  mode: 'AWS_LAMBDA',
  identity: event ? { handlerContext: context } : { resolverContext: context },
  deniedFields,
});

const contextNameOf = ({ event }: AuthRequest): 'handlerContext' | 'resolverContext' =>
  event ? 'handlerContext' : 'resolverContext';

/** An Event API asks for each operation and channel. */
const cacheKey = (token: string, { event }: AuthRequest): string =>
  event ? `${event.operation} ${event.channel ?? ''} ${token}` : token;

function eventFor(
  request: AuthRequest,
  authorizationToken: string,
  api: Pick<ModeApi, 'apiId' | 'arn'>,
): unknown {
  const { requestId = randomUUID() } = request;
  return {
    authorizationToken,
    requestContext: {
      apiId: api.apiId,
      accountId: api.arn.split(':')[4] ?? '',
      requestId,
      ...(request.event ? askedOfEventApi(request.event) : askedOfGraphql(request)),
    },
    // The id is AppSync's, whatever the client sent.
    requestHeaders: { ...request.headers, 'x-amzn-requestid': requestId },
  };
}

function askedOfGraphql({ channel, operation }: AuthRequest): object {
  const operationName =
    channel === 'connect' ? 'DeepDish:Connect' : (operation?.operationName ?? null);
  return {
    queryString: operation?.query ?? '',
    operationName,
    variables: operation?.variables ?? {},
  };
}

/** https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html; a connect names no channel. */
function askedOfEventApi({ operation, channel, channelNamespaceName }: EventOperation): object {
  return channel === null ? { operation } : { operation, channelNamespaceName, channel };
}

/** What the function returned, undefined when it failed or took more than 10 seconds. */
async function ask(
  { functionArn }: Provider,
  event: unknown,
  { lambda, clock }: Pick<AuthOptions, 'lambda' | 'clock'>,
): Promise<unknown> {
  const late = Promise.withResolvers<undefined>();
  const cancel = machineTime(clock).after(TIME_LIMIT, () => late.resolve(undefined));
  try {
    const result = await Promise.race([late.promise, lambda.invoke(functionArn, event)]);
    return result?.ok ? result.payload : undefined;
  } finally {
    cancel();
  }
}

/** The admission, or why there is none. */
function readAnswer(
  answer: unknown,
  configuredTtl: number,
  {
    apiArn,
    contextName,
  }: { readonly apiArn: string; readonly contextName: ReturnType<typeof contextNameOf> },
): Admission | string {
  if (typeof answer !== 'object' || answer === null) return 'it failed or was too slow';
  const given = answer as Record<string, unknown>;
  const { isAuthorized, deniedFields, ttlOverride } = given;
  if (isAuthorized !== true) return 'isAuthorized is not true';
  const context = given[contextName] ?? {};
  if (!isFlat(context)) return `${contextName} is not a flat object`;
  return {
    context,
    deniedFields: Array.isArray(deniedFields)
      ? deniedFields.map((denied) => fieldName(String(denied), apiArn))
      : [],
    ttl: typeof ttlOverride === 'number' ? ttlOverride : configuredTtl,
  };
}

const isFlat = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((member) => typeof member !== 'object' || member === null);

const FIELD_ARN = /^(arn:[^:]*:appsync:[^:]*:[^:]*:apis\/[^/]+)\/types\/([^/]+)\/fields\/([^/]+)$/;

/** `Type.field` of itself or of a field's ARN; that of another API stays whole and denies nothing. */
function fieldName(denied: string, apiArn: string): string {
  const [, ofApi = '', typeName = '', field = ''] = FIELD_ARN.exec(denied) ?? [];
  return apiIdOf(ofApi) === apiIdOf(apiArn) ? `${typeName}.${field}` : denied;
}

/** What AppSync tells APIs apart by, whatever account and region say. */
const apiIdOf = (apiArn: string): string => apiArn.split('/')[1] ?? '';
