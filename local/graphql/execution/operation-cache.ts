import type { ApiCaching } from '../../assembly/model.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Clock } from '../../shared/clock.ts';
import { createExpiringCache } from '../../shared/expiring-cache.ts';
import type { Caller } from '../../shared/identity.ts';
import { isLargerThan } from './json-size.ts';
import type { GraphqlAnswer, GraphqlRequest, RequestContext } from '../types.ts';

/** Answers to whole queries, kept for their time. */
export interface OperationCache {
  /** The answer that is kept, else the one that `run` gives. */
  answer(
    request: GraphqlRequest,
    context: RequestContext,
    run: () => Promise<GraphqlAnswer>,
  ): Promise<GraphqlAnswer>;
  /** Forgets everything. */
  clear(): void;
}

const MAX_ENTRIES = 1_000;
const MAX_BYTES = 15 * 1024 * 1024; // 15 MB

/**
 * OPERATION_LEVEL_CACHING; null for other behaviours.
 * https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html
 */
export function createOperationCache(
  caching: ApiCaching | undefined,
  clock: Clock,
): OperationCache | null {
  if (caching?.behavior !== 'OPERATION_LEVEL_CACHING') return null;
  const answers = createExpiringCache<GraphqlAnswer>(MAX_ENTRIES, clock);
  return {
    async answer(request, context, run) {
      const key = keyOf(request, context);
      const known = answers.get(key);
      if (known) return known;
      const answer = await run();
      const isKept = answer.body.errors === undefined && !isLargerThan(answer.body.data, MAX_BYTES);
      if (isKept) answers.set(key, answer, caching.ttl);
      return answer;
    },
    clear: () => answers.clear(),
  };
}

function keyOf(
  { query, operationName, variables }: GraphqlRequest,
  { caller, request }: RequestContext,
): string {
  const headers = Object.entries(request.headers).filter(([name]) => !RESERVED.has(name));
  return canonicalJson([
    query,
    operationName ?? null,
    variables ?? {},
    caller.mode,
    identityOf(caller),
    caller.deniedFields,
    Object.fromEntries(headers),
  ]);
}

/** What an IAM caller may call follows from who it is. */
function identityOf({ identity }: Caller): unknown {
  if (identity === null || !('sourceIp' in identity)) return identity;
  const { sourceIp: _sourceIp, ...rest } = identity;
  return rest;
}

/** Headers that differ from request to request, by AWS's list. */
const RESERVED = new Set([
  'authorization',
  'cloudfront-forwarded-proto',
  'cloudfront-is-desktop-viewer',
  'cloudfront-is-mobile-viewer',
  'cloudfront-is-smarttv-viewer',
  'cloudfront-is-tablet-viewer',
  'cloudfront-viewer-asn',
  'cloudfront-viewer-country',
  'content-length',
  'host',
  'priority',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'via',
  'x-amz-cf-id',
  'x-amz-date',
  'x-amz-security-token',
  'x-amzn-appsync-is-vpce-request',
  'x-amzn-remote-ip',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-forwarded-for',
]);
