import { nameOf } from '../compile/names.ts';
import { isFunctionValue } from './function-values.ts';
import type { Rule } from './rule.ts';

/** Methods that take one, and those whose argument no-disallowed-methods speaks of. */
const TAKING_FUNCTIONS =
  'map find filter findIndex findLast findLastIndex forEach reduce reduceRight every some flatMap sort replace replaceAll'.split(
    ' ',
  );

export const noFunctionPassing: Rule = {
  name: 'no-function-passing',
  visit: {
    CallExpression(node, { report, scopes }) {
      const { callee } = node;
      if (
        callee.type === 'MemberExpression' &&
        !callee.computed &&
        TAKING_FUNCTIONS.includes(nameOf(callee.property))
      )
        return;
      for (const argument of node.arguments) {
        if (isFunctionValue(argument, scopes)) {
          report(
            argument,
            'functions cannot be passed except to array methods: call the function and pass its result',
          );
        }
      }
      // A call of a call: the called function was returned by another.
      if (callee.type === 'CallExpression') {
        report(
          callee,
          'functions cannot be returned and called: declare a function with all parameters',
        );
      }
    },
  },
};
