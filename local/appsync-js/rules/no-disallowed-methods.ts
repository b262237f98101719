import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { nameOf } from '../compile/names.ts';
import type { Rule, RuleContext } from './rule.ts';

const DOCS = 'see the supported features of APPSYNC_JS';

/** Static functions that there are; others of these objects are refused. */
export const STATICS: Readonly<Record<string, readonly string[]>> = {
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Array: ['isArray'],
  Math: ['random', 'min', 'max', 'round', 'floor', 'ceil'],
  JSON: ['parse', 'stringify'],
  console: ['log', 'error'],
};

/** Methods refused on any value; the text says what to write instead. */
export const METHODS: Readonly<Record<string, string>> = {
  apply: 'call the function with its arguments',
  bind: 'declare a function with all parameters',
  call: 'call the function with its arguments',
  hasOwnProperty: 'use Object.hasOwn(object, key)',
  isPrototypeOf: DOCS,
  propertyIsEnumerable: 'use Object.hasOwn(object, key)',
  toLocaleString: 'build the text with a template literal',
  copyWithin: 'use slice and concat',
  group: 'use reduce',
  groupToMap: 'use reduce',
  charCodeAt: 'compare characters with charAt',
  codePointAt: 'compare characters with charAt',
  localeCompare: 'use sort() without arguments, or compare with < and >',
  match: 'use util.matches(pattern, text)',
  matchAll: 'use util.matches(pattern, text)',
  search: 'use indexOf, or util.matches(pattern, text)',
  padEnd: 'build the text with a template literal',
  padStart: 'build the text with a template literal',
  repeat: 'build the text with a template literal',
  toLocaleLowerCase: 'use toLowerCase()',
  toLocaleUpperCase: 'use toUpperCase()',
  normalize: 'use util.str.normalize(text, form)',
  toSorted: 'use [...list].sort()',
  toReversed: 'use [...list].reverse()',
  toSpliced: 'use slice and concat',
  trimLeft: 'use trimStart()',
  trimRight: 'use trimEnd()',
};

/** Iterator methods of arrays: only without arguments can they be told from a function of one's own. */
const ITERATORS = ['entries', 'keys', 'values'];

/** Whether an expression begins with util, extensions, runtime or an import: not a value of the language. */
function isHelper(node: AnyNode, { scopes }: RuleContext): boolean {
  let at: AnyNode = node;
  while (at.type === 'MemberExpression') at = at.object;
  if (at.type !== 'Identifier') return false;
  const binding = scopes.bindingOf(at);
  return (
    binding?.kind === 'import' ||
    (binding === null && ['util', 'extensions', 'runtime'].includes(at.name))
  );
}

function checkStatic(
  callee: MemberExpression,
  name: string,
  { report, scopes }: RuleContext,
): boolean {
  const { object } = callee;
  if (object.type !== 'Identifier' || scopes.bindingOf(object) !== null) return false;
  const kept = STATICS[object.name];
  if (kept === undefined) return false;
  if (!kept.includes(name) && name !== '') {
    report(
      callee,
      `${object.name}.${name} is not supported: there are ${kept.map((one) => `${object.name}.${one}`).join(', ')}`,
    );
  }
  return true;
}

function checkCall(node: CallExpression, context: RuleContext): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed) return;
  const name = nameOf(callee.property);
  if (isHelper(callee, context) || checkStatic(callee, name, context)) return;
  const instead = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (instead !== undefined)
    context.report(callee.property, `.${name}() is not supported: ${instead}`);
  else if (ITERATORS.includes(name) && node.arguments.length === 0) {
    context.report(
      callee.property,
      `.${name}() is not supported: use Object.${name}(value), or for-of`,
    );
  } else if (name === 'sort' && node.arguments.length > 0) {
    context.report(
      callee.property,
      '.sort() takes no arguments: sort a list of strings or numbers as they are',
    );
  } else if ((name === 'replace' || name === 'replaceAll') && isFunctionArgument(node)) {
    context.report(callee.property, `.${name}() takes a string as replacement, not a function`);
  }
}

const isFunctionArgument = (node: CallExpression): boolean =>
  node.arguments[1]?.type === 'ArrowFunctionExpression' ||
  node.arguments[1]?.type === 'FunctionExpression';

export const noDisallowedMethods: Rule = {
  name: 'no-disallowed-methods',
  visit: { CallExpression: checkCall },
};
