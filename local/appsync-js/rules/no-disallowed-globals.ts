import type { AnyNode } from 'acorn';
import type { Rule } from './rule.ts';

/** Objects whose supported functions are reached through them. */
const NAMESPACES = ['Object', 'String', 'Number', 'Array', 'Math', 'JSON', 'console'];
const VALUES = ['NaN', 'Infinity', 'undefined', 'util', 'extensions', 'runtime'];

const INSTEAD: Readonly<Record<string, string>> = {
  Date: 'use util.time',
  RegExp: 'give a Java pattern as a string to util.matches or replace',
  parseInt: 'write +text',
  parseFloat: 'write +text',
  isNaN: 'use Number.isNaN',
  isFinite: 'use Number.isFinite',
  Number: 'write +value',
  String: 'write a template literal',
  Boolean: 'write !!value',
  Array: 'write a literal',
  Object: 'write a literal',
  BigInt: 'use a number or a string',
  Symbol: 'use a string as key',
  process: 'read ctx.env',
  require: 'bundle the module into the file',
  fetch: 'use an HTTP data source',
  setTimeout: 'handlers are synchronous',
  setInterval: 'handlers are synchronous',
  encodeURIComponent: 'use util.urlEncode',
  decodeURIComponent: 'use util.urlDecode',
  btoa: 'use util.base64Encode',
  atob: 'use util.base64Decode',
  crypto: 'use util.autoId, autoUlid or autoKsuid',
  structuredClone: 'write JSON.parse(JSON.stringify(value)), or spread',
  Promise: 'handlers are synchronous',
  Error: 'call util.error(message, type)',
  eval: 'code cannot be made from text',
  Function: 'functions cannot be made from text',
  arguments: 'use rest parameters, as in (...values) => values.length',
  globalThis: 'declare a variable',
  Math: 'call its functions, as in Math.max(1, 2)',
  JSON: 'call its functions, as in JSON.stringify(value)',
  console: 'call its functions, as in console.log(value)',
  Map: 'use an object',
  Set: 'use an object, or a list',
};

/**
 * AWS says of these that there is no such thing: promises and timers, code from text, the network.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
const REFUSED = [
  'Promise',
  'Function',
  'eval',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];

/** What is not among that which AWS lists and is there all the same; nothing says that AWS refuses it. */
const UNLISTED = [
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'Boolean',
  'Date',
  'encodeURIComponent',
  'decodeURIComponent',
  'arguments',
  ...NAMESPACES,
];

/** Only a function that is no arrow function has arguments; elsewhere they would be our own. */
const hasArguments = (ancestors: readonly AnyNode[]): boolean =>
  ancestors.some(({ type }) => type === 'FunctionDeclaration' || type === 'FunctionExpression');

export const noDisallowedGlobals: Rule = {
  name: 'no-disallowed-globals',
  visit: {
    Identifier(node, { report, scopes, ancestors }) {
      if (scopes.bindingOf(node) !== null) return;
      const [parent] = ancestors;
      const { name } = node;
      if (VALUES.includes(name)) {
        if (parent?.type === 'AssignmentExpression' && parent.left === node)
          report(node, `${name} cannot be assigned: use a variable`);
        return;
      }
      // The operator is refused, or takes any name.
      if (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof') return;
      if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return;
      const isOwner = parent?.type === 'MemberExpression' && parent.object === node;
      if (isOwner && NAMESPACES.includes(name)) return;
      const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : 'declare or import it';
      if (REFUSED.includes(name) || (name === 'arguments' && !hasArguments(ancestors)))
        report(node, `${name} is not there in APPSYNC_JS: ${instead}`);
      else if (UNLISTED.includes(name))
        report(node, `${name} is not listed for APPSYNC_JS: ${instead}`, 'inferred');
      else report(node, `${name} is not there when the code runs: ${instead}`, 'inferred');
    },
  },
};
