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
  process: 'read ctx.env',
  fetch: 'use an HTTP data source',
  encodeURIComponent: 'use util.urlEncode',
  decodeURIComponent: 'use util.urlDecode',
  btoa: 'use util.base64Encode',
  atob: 'use util.base64Decode',
  crypto: 'use util.autoId, autoUlid or autoKsuid',
  structuredClone: 'write JSON.parse(JSON.stringify(value)), or spread',
  Promise: 'handlers are synchronous',
  Error: 'call util.error(message, type)',
  globalThis: 'declare a variable',
  Map: 'use an object',
  Set: 'use an object, or a list',
};

export const noDisallowedGlobals: Rule = {
  name: 'no-disallowed-globals',
  visit: {
    Identifier(node, { report, scopes, ancestors }) {
      if (scopes.bindingOf(node) !== null || VALUES.includes(node.name)) return;
      const [parent] = ancestors;
      if (
        NAMESPACES.includes(node.name) &&
        parent?.type === 'MemberExpression' &&
        parent.object === node
      )
        return;
      if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return;
      const instead = Object.hasOwn(INSTEAD, node.name)
        ? INSTEAD[node.name]
        : 'declare or import it';
      report(node, `${node.name} is not there in APPSYNC_JS: ${instead}`);
    },
  },
};
