import { getDirectiveValues, getNamedType, type GraphQLSchema } from 'graphql';
import type { Effects } from '../appsync-js/types.ts';
import type { SubscriptionPlan } from '../realtime/types.ts';
import type { AppSyncError } from '../shared/graphql-error.ts';
import { unauthorized } from './execution/errors.ts';
import type { Execution } from './execution/execution.ts';
import type { Variables } from './document/literals.ts';
import type { FieldPlan, Shape, TypePlan } from './document/plan.ts';
import { projectionKey, projector } from './execution/project-selection.ts';
import type { FieldAuthorizer, RequestContext } from './types.ts';

/** Mutation fields that a subscription field's @aws_subscribe names. */
export function subscribedMutations(schema: GraphQLSchema, fieldName: string): readonly string[] {
  const directive = schema.getDirective('aws_subscribe');
  const node = schema.getSubscriptionType()?.getFields()[fieldName]?.astNode;
  const values = directive && node ? getDirectiveValues(directive, node) : undefined;
  return Array.isArray(values?.mutations)
    ? values.mutations.filter((name): name is string => typeof name === 'string')
    : [];
}

/**
 * What is wrong with the @aws_subscribe directives of a schema: AppSync takes only mutations that
 * exist and return the subscription's type.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html
 */
export function subscriptionProblems(schema: GraphQLSchema): string[] {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap((field) =>
    subscribedMutations(schema, field.name).flatMap((name) => {
      const mutation = mutations[name];
      if (!mutation)
        return [`Subscription.${field.name}: there is no mutation ${name} to subscribe to`];
      const [given, wanted] = [getNamedType(mutation.type).name, getNamedType(field.type).name];
      if (given === wanted) return [];
      return [
        `Subscription.${field.name} returns ${wanted}, its mutation ${name} returns ${given}`,
      ];
    }),
  );
}

/**
 * The error frame's form of a start error: errorType (when there is one) and message only.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function startErrors(errors: readonly AppSyncError[]): readonly AppSyncError[] {
  return errors.map(({ errorType, message }) => {
    // AWS does not tell subscribers where their resolver's code broke.
    if (errorType === 'Code') return { errorType, message: 'Runtime Error' };
    return errorType ? { errorType, message } : { message };
  });
}

/** The first selected field, at any depth, that the caller may not have. */
export function refusedField(
  field: FieldPlan,
  authorizeField: FieldAuthorizer,
  caller: RequestContext['caller'],
): AppSyncError | null {
  if (field.meta) return null;
  if (!authorizeField(caller, field.parentTypeName, field.name)) {
    const { errorType, message } = unauthorized(field.parentTypeName, field.name);
    return { errorType, message };
  }
  for (const shape of shapesOf(field.type)) {
    for (const inner of shape.fields) {
      const refused = refusedField(inner, authorizeField, caller);
      if (refused) return refused;
    }
  }
  return null;
}

function shapesOf(type: TypePlan): readonly Shape[] {
  if (type.kind === 'leaf') return [];
  if (type.kind === 'list') return shapesOf(type.item);
  return type.kind === 'object' ? [type.shape()] : type.possibleShapes();
}

/** What to deliver to an admitted subscription. */
export function subscriptionPlan(
  mutations: readonly string[],
  field: FieldPlan,
  variables: Variables,
  run: Execution,
): Omit<SubscriptionPlan, 'query'> {
  return {
    fieldName: field.name,
    mutations,
    // A variable that was not given filters nothing.
    arguments: field.args(variables, { omitsUnset: true }),
    filter: lastOf(run.effects, 'subscriptionFilter'),
    invalidationFilter: lastOf(run.effects, 'subscriptionInvalidationFilter'),
    project: projector(field),
    projectionKey: projectionKey(field),
  };
}

/** A later call replaces an earlier one. */
function lastOf<K extends 'subscriptionFilter' | 'subscriptionInvalidationFilter'>(
  effects: readonly Effects[],
  name: K,
): Effects[K] {
  return effects.findLast((effect) => effect[name] !== null)?.[name] ?? null;
}
