import { extensions, util } from '@aws-appsync/utils';
import type { Context, NONERequest, SubscriptionFilter } from '@aws-appsync/utils';
import { USER_CHANGE_TYPES, USER_ROLES, USER_STATUSES } from '../../generated/enum-values.ts';
import type { UserChangeFilter, UserChangeType } from '../../generated/schema-types.ts';
import type { FieldProblem } from '../../model/errors.ts';
import { OPERATIONS } from '../../model/operations.ts';
import { authorize } from './authorize.ts';
import { validationFailed } from './errors.ts';

type FilterRule = SubscriptionFilter['filterGroup'][number]['filters'][number];

interface ListenStash {
  filter: SubscriptionFilter;
  /** Null for a machine client: nothing suspends one. */
  userId: string | null;
}

const ROOT = 'Subscription.';

/** All that a user may listen to. AppSync takes 5 invalidations a request. */
const FIELDS = Object.keys(OPERATIONS)
  .filter((name) => name.startsWith(ROOT))
  .map((name) => name.slice(ROOT.length));

/**
 * Without a filter AppSync would compare the argument `filter` with a field of that name, which
 * UserChange does not have, and deliver nothing.
 */
const EVERYTHING: FilterRule[] = [
  { fieldName: 'type', operator: 'in', value: [...USER_CHANGE_TYPES] },
];

/** AppSync's limit on the values of one `in`. */
const MAX_IDS = 5;

/** Admits the subscriber and settles what to send; a MEMBER hears of the own record only. */
export function listen(ctx: Context, wanted: UserChangeFilter): NONERequest {
  const actor = authorize(ctx);
  const ids = distinct(wanted.ids);
  refuseBroken(wanted, ids);
  const isMember = actor.kind === 'user' && actor.role !== 'ADMIN';
  if (isMember && ids?.some((id) => id !== actor.id)) util.unauthorized();
  const filters = [
    ...enumRule('type', distinct(wanted.types), USER_CHANGE_TYPES),
    ...idRule(isMember ? [actor.id] : ids),
    ...enumRule('user.role', distinct(wanted.roles), USER_ROLES),
    ...enumRule('user.status', distinct(wanted.statuses), USER_STATUSES),
  ];
  const stash = ctx.stash as ListenStash;
  stash.filter = { filterGroup: [{ filters: filters.length > 0 ? filters : EVERYTHING }] };
  stash.userId = actor.kind === 'user' ? actor.id : null;
  return { payload: null };
}

/** Changes of one type, of everybody or of one user. */
export function listenTo(ctx: Context, type: UserChangeType, id?: string | null): NONERequest {
  return listen(ctx, { types: [type], ids: id ? [id] : null });
}

/** Hands AppSync what `listen` settled. A subscription starts without a value. */
export function startListening(ctx: Context): null {
  const { filter, userId } = ctx.stash as ListenStash;
  extensions.setSubscriptionFilter(filter);
  if (userId) {
    extensions.setSubscriptionInvalidationFilter({
      filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: userId }] }],
    });
  }
  return null;
}

/** Ends the subscriptions of a user who may hear less from now on, with their connections. */
export function endListening(userId: string): void {
  for (const subscriptionField of FIELDS) {
    extensions.invalidateSubscriptions({ subscriptionField, payload: { userId } });
  }
}

/**
 * All values but one are written as `ne`: AppSync turns the values of `in` into filters, takes 10 in
 * all, and does not say whether it adds those of several `in` or multiplies them.
 */
function enumRule(
  fieldName: string,
  values: string[] | null,
  all: readonly string[],
): FilterRule[] {
  if (!values || values.length === all.length) return [];
  const [value = ''] = values;
  if (values.length === 1) return [{ fieldName, operator: 'eq', value }];
  const [other = ''] = [...all].filter((candidate) => values.indexOf(candidate) < 0);
  return [{ fieldName, operator: 'ne', value: other }];
}

function idRule(ids: string[] | null): FilterRule[] {
  if (!ids) return [];
  const [value = ''] = ids;
  return ids.length === 1
    ? [{ fieldName: 'user.id', operator: 'eq', value }]
    : [{ fieldName: 'user.id', operator: 'in', value: ids }];
}

function distinct<Value>(values: Value[] | null | undefined): Value[] | null {
  return values ? values.filter((value, index) => values.indexOf(value) === index) : null;
}

function refuseBroken(wanted: UserChangeFilter, ids: string[] | null): void {
  const problems: FieldProblem[] = [];
  for (const [field, values] of Object.entries(wanted)) {
    if (values?.length === 0) {
      const message = `filter.${field} is empty: name at least one value or leave it out.`;
      problems.push({ field: `filter.${field}`, rule: 'minItems', message });
    }
  }
  if (ids && ids.length > MAX_IDS) {
    const message = `filter.ids names ${ids.length} users, ${MAX_IDS} are allowed: subscribe again for the others.`;
    problems.push({ field: 'filter.ids', rule: 'maxItems', message });
  }
  if (problems.length > 0) validationFailed(problems);
}
