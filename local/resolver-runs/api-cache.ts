import { parse } from 'graphql';
import type { ApiCaching, ResolverConfig } from '../assembly/model.ts';
import type { CacheEviction } from '../appsync-js/types.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import type { Clock } from '../shared/clock.ts';
import { createExpiringCache } from '../shared/expiring-cache.ts';
import { operationTypes } from '../shared/operation-types.ts';
import type { FieldAnswer, FieldRun } from './types.ts';

/** Results of resolvers, kept for their time. */
export interface ApiCache {
  /** The resolver with the cache before it; itself when its results are not kept. */
  cached(
    config: Pick<ResolverConfig, 'typeName' | 'fieldName' | 'caching'>,
    run: (run: FieldRun) => Promise<FieldAnswer>,
  ): (run: FieldRun) => Promise<FieldAnswer>;
  /** @returns how many entries there were, 0 or 1 */
  evict(eviction: CacheEviction): number;
  /** Forgets everything. */
  clear(): void;
}

/** AWS counts by the memory of an instance. */
const MAX_ENTRIES = 10_000;

/**
 * FULL_REQUEST_CACHING and PER_RESOLVER_CACHING.
 * https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html
 */
export function createApiCache(
  caching: ApiCaching,
  { schema, clock }: { readonly schema: string; readonly clock: Clock },
): ApiCache {
  const roots = operationTypes(parse(schema, { noLocation: true }));
  const values = createExpiringCache<{ readonly value: unknown }>(MAX_ENTRIES, clock);
  return {
    cached(config, run) {
      const rule = ruleOf(config, caching, roots);
      if (rule === null) return run;
      const { typeName, fieldName } = config;
      return async (fieldRun) => {
        const parts = rule.keys.map((key) => [key, valueOf(key, fieldRun)] as const);
        const key = entryKey(typeName, fieldName, parts);
        const known = values.get(key);
        if (known) return { value: known.value, error: null, appendedErrors: [], effects: [] };
        const answer = await run(fieldRun);
        const isWhole = answer.error === null && answer.appendedErrors.length === 0;
        if (isWhole) values.set(key, { value: answer.value }, rule.ttl);
        return answer;
      };
    },
    evict({ typeName, fieldName, keyValuePair }) {
      const parts = Object.entries(keyValuePair).map(
        ([key, value]) => [normalized(key), value] as const,
      );
      return values.delete(entryKey(typeName, fieldName, parts)) ? 1 : 0;
    },
    clear: () => values.clear(),
  };
}

interface Rule {
  /** Seconds. */
  readonly ttl: number;
  /** `context.arguments.id` and its like. */
  readonly keys: readonly string[];
}

/** Null: not cached. */
function ruleOf(
  { typeName, caching }: Pick<ResolverConfig, 'typeName' | 'caching'>,
  api: ApiCaching,
  { query, mutation, subscription }: ReturnType<typeof operationTypes>,
): Rule | null {
  // What changes something has to be done each time.
  if (typeName === mutation || typeName === subscription) return null;
  switch (api.behavior) {
    case 'OPERATION_LEVEL_CACHING':
      return null;
    case 'FULL_REQUEST_CACHING':
      return { ttl: api.ttl, keys: typeName === query ? OF_ROOT : OF_OBJECT };
    case 'PER_RESOLVER_CACHING':
      if (!caching) return null;
      return {
        ttl: caching.ttl,
        keys: caching.keys.length > 0 ? caching.keys.map(normalized) : OF_OBJECT,
      };
  }
}

const OF_ROOT = ['context.arguments', 'context.identity'];
const OF_OBJECT = ['context.arguments', 'context.source', 'context.identity'];

/** `$context.arguments.id`, `ctx.args.id`: `context.arguments.id`. */
function normalized(key: string): string {
  return key
    .replace(/^\$/, '')
    .replace(/^ctx(?=\.)/, 'context')
    .replace(/^context\.args(?=\.|$)/, 'context.arguments');
}

function valueOf(key: string, { arguments: given, source, caller }: FieldRun): unknown {
  const context = { arguments: given, source, identity: caller.identity };
  return key
    .split('.')
    .slice(1)
    .reduce<unknown>(
      (value, name) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name],
      context,
    );
}

/** The order counts, as AWS says of evictions. */
function entryKey(
  typeName: string,
  fieldName: string,
  parts: readonly (readonly [string, unknown])[],
): string {
  const texts = parts.map(([key, value]) => [key, keyText(value)]);
  return JSON.stringify([typeName, fieldName, ...texts]);
}

const keyText = (value: unknown): string =>
  typeof value === 'string' ? value : canonicalJson(value ?? null);
