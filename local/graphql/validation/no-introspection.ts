import { GraphQLError, type ValidationRule } from 'graphql';
import { nameIn, type Phrase } from './problem.ts';

const rule: ValidationRule = (context) => ({
  Field(node) {
    if (node.name.value === '__schema' || node.name.value === '__type') {
      context.reportError(new GraphQLError('introspection is off', { nodes: node }));
    }
  },
});

const phrase: Phrase = ([node], context) => ({
  type: 'FieldUndefined',
  text: `Field '${nameIn(node)}' in type '${context.getParentType()?.name ?? ''}' is undefined`,
  node,
});

/** `IntrospectionConfig: DISABLED`: as if the fields were not there; `__typename` stays. */
export const noIntrospection = [rule, phrase] as const;
