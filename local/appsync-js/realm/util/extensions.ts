import { freeze, isArray, isRecord, toText } from '../kernel/primordials.ts';
import { UtilError, effects } from '../kernel/state.ts';

function checkFilter(name: string, filter: unknown): void {
  if (!isRecord(filter) || !isArray(filter.filterGroup)) {
    throw new UtilError(`extensions.${name} takes an object with a filterGroup list`);
  }
}

/**
 * `extensions`. What these calls do is reported with the handler's run; where they may be called is
 * for the one who runs the handler to decide.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html
 */
export const extensions = freeze({
  setSubscriptionFilter(filter: unknown): void {
    if (filter == null) {
      effects().subscriptionFilter = null;
      return;
    }
    checkFilter('setSubscriptionFilter', filter);
    effects().subscriptionFilter = filter;
  },
  setSubscriptionInvalidationFilter(filter: unknown): void {
    if (filter == null) {
      effects().subscriptionInvalidationFilter = null;
      return;
    }
    checkFilter('setSubscriptionInvalidationFilter', filter);
    effects().subscriptionInvalidationFilter = filter;
  },
  invalidateSubscriptions(invalidation: unknown): void {
    if (!isRecord(invalidation) || typeof invalidation.subscriptionField !== 'string') {
      throw new UtilError('extensions.invalidateSubscriptions takes {subscriptionField, payload}');
    }
    const { subscriptionField, payload } = invalidation;
    const draft = effects();
    draft.invalidations ??= [];
    draft.invalidations.push({ subscriptionField, payload: isRecord(payload) ? payload : {} });
  },
  evictFromApiCache(typeName: unknown, fieldName: unknown, keyValuePair?: unknown): void {
    const draft = effects();
    draft.cacheEvictions ??= [];
    draft.cacheEvictions.push({
      typeName: toText(typeName),
      fieldName: toText(fieldName),
      keyValuePair: isRecord(keyValuePair) ? keyValuePair : {},
    });
  },
});
