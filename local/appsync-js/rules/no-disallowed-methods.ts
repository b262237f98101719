import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { memberName } from '../compile/names.ts';
import type { Scopes } from '../compile/scopes.ts';
import { functionOf, isFunctionValue } from './function-values.ts';
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

/** Static functions that AWS's plugin denies; of others nothing says that AWS refuses them. */
const DENIED_STATICS: Readonly<Record<string, readonly string[]>> = {
  Object:
    'create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols getPrototypeOf hasOwnProperty is isExtensible isFrozen isPrototypeOf isSealed preventExtensions propertyIsEnumerable prototype seal setPrototypeOf toLocaleString toString valueOf constructor'.split(
      ' ',
    ),
  String: ['fromCharCode', 'fromCodePoint', 'prototype', 'constructor'],
  Array: ['from', 'of', 'fromAsync', 'prototype', 'constructor'],
};

/** Of Math and Number all may run; what these two have besides is not the language's. */
const OPEN: readonly string[] = ['Math', 'Number', 'Object'];

/** Methods that neither AWS nor its plugin names. */
const UNLISTED_METHODS = ['at', 'substr', 'codePointAt', 'normalize', 'trimLeft', 'trimRight'];

/** Methods refused on any value; the text says what to write instead. */
export const METHODS: Readonly<Record<string, string>> = {
  constructor: 'functions cannot be made from text',
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
  at: 'use an index, as in list[list.length - 1], or slice',
  substr: 'use substring or slice',
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

/** Methods refused where the kind of value can be seen: others may have their own of that name. */
export const METHODS_OF_KIND: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  array: { toString: 'use join()', valueOf: 'use the list itself' },
  object: { toString: 'use JSON.stringify(value)', valueOf: 'use the object itself' },
  string: { valueOf: 'use the text itself' },
  date: Object.fromEntries(
    'setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setYear toGMTString toLocaleDateString toLocaleTimeString'
      .split(' ')
      .map((name) => [name, 'use util.time']),
  ),
};

type Kind = 'array' | 'object' | 'string' | 'date';

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

/** The functions and constants of Object, Math and the like, called or not. */
function checkStatic(node: MemberExpression, { report, scopes }: RuleContext): void {
  const name = memberName(node);
  const kept = staticsOf(node.object, scopes);
  if (kept === undefined || name === '' || kept.functions.includes(name)) return;
  const there = kept.functions.map((one) => `${kept.owner}.${one}`).join(', ');
  const isUnlisted =
    OPEN.includes(kept.owner) &&
    !(
      DENIED_STATICS[kept.owner] ?? ['prototype', 'constructor', 'parseInt', 'parseFloat']
    ).includes(name);
  if (!isUnlisted) report(node, `${kept.owner}.${name} is not supported: there are ${there}`);
  else report(node, `${kept.owner}.${name} is not listed: there are ${there}`, 'inferred');
}

function staticsOf(
  owner: AnyNode,
  scopes: Scopes,
): { readonly owner: string; readonly functions: readonly string[] } | undefined {
  if (owner.type !== 'Identifier' || scopes.bindingOf(owner) !== null) return undefined;
  const functions = Object.hasOwn(STATICS, owner.name) ? STATICS[owner.name] : undefined;
  return functions && { owner: owner.name, functions };
}

function checkCall({ callee, arguments: given }: CallExpression, context: RuleContext): void {
  if (callee.type !== 'MemberExpression') return;
  const { report, scopes } = context;
  const name = memberName(callee);
  if (isHelper(callee, context) || staticsOf(callee.object, scopes) !== undefined) return;
  if (functionOf(callee, scopes) !== null) return;
  const instead = insteadOf(name, kindOf(callee.object, scopes));
  if (instead !== undefined && UNLISTED_METHODS.includes(name)) {
    report(callee.property, `.${name}() is not listed: ${instead}`, 'inferred');
  } else if (instead !== undefined) {
    report(callee.property, `.${name}() is not supported: ${instead}`);
  }
  if (instead !== undefined) return;
  if (ITERATORS.includes(name) && given.length === 0) {
    report(callee.property, `.${name}() is not supported: use Object.${name}(value), or for-of`);
  } else if (name === 'sort' && given.some((argument) => !isFunctionValue(argument, scopes))) {
    report(callee.property, '.sort() takes no arguments: sort a list as it is');
  }
}

function insteadOf(name: string, kind: Kind | null): string | undefined {
  if (Object.hasOwn(METHODS, name)) return METHODS[name];
  const ofKind = kind === null ? {} : METHODS_OF_KIND[kind];
  return Object.hasOwn(ofKind, name) ? ofKind[name] : undefined;
}

/** What kind of value a literal is, or a constant that is declared with one. */
function kindOf(node: AnyNode, scopes: Scopes): Kind | null {
  if (node.type === 'ArrayExpression') return 'array';
  if (node.type === 'ObjectExpression') return 'object';
  if (node.type === 'TemplateLiteral') return 'string';
  if (node.type === 'Literal') return typeof node.value === 'string' ? 'string' : null;
  const binding = scopes.bindingOf(node);
  if (node.type === 'NewExpression') {
    const { callee } = node;
    const isDate = callee.type === 'Identifier' && callee.name === 'Date';
    return isDate && scopes.bindingOf(callee) === null ? 'date' : null;
  }
  return binding?.isConstant && binding.initial ? kindOf(binding.initial, scopes) : null;
}

export const noDisallowedMethods: Rule = {
  name: 'no-disallowed-methods',
  visit: { CallExpression: checkCall, MemberExpression: checkStatic },
};
