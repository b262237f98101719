import type { AnyNode, CallExpression } from 'acorn';
import { memberName } from '../compile/names.ts';
import { isFunctionValue } from './function-values.ts';
import type { Rule } from './rule.ts';

/** Array methods that take one. */
const TAKING_FUNCTIONS =
  'map find filter findIndex findLast findLastIndex forEach reduce reduceRight every some flatMap'.split(
    ' ',
  );

/** Methods that take one in JavaScript, but not here. */
const INSTEAD: Readonly<Record<string, string>> = {
  sort: '.sort() takes no arguments: sort a list of strings or numbers as they are',
  replace: '.replace() takes a string as replacement, not a function',
  replaceAll: '.replaceAll() takes a string as replacement, not a function',
};
const OTHERWISE =
  'functions cannot be passed except to array methods: call the function and pass its result';

const methodOf = ({ callee }: CallExpression): string =>
  callee.type === 'MemberExpression' ? memberName(callee) : '';

export const noFunctionPassing: Rule = {
  name: 'no-function-passing',
  visit: {
    CallExpression(node, { report, scopes }) {
      const method = methodOf(node);
      if (TAKING_FUNCTIONS.includes(method)) return;
      const isPassed = (argument: AnyNode): boolean => isFunctionValue(argument, scopes);
      for (const argument of node.arguments.filter(isPassed)) {
        report(argument, Object.hasOwn(INSTEAD, method) ? (INSTEAD[method] ?? '') : OTHERWISE);
      }
      // A call of a call: the called function was returned by another.
      if (node.callee.type === 'CallExpression') {
        report(
          node.callee,
          'functions cannot be returned and called: declare a function with all parameters',
        );
      }
    },
  },
};
