import type {
  CallExpression,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  ForInStatement,
  ForOfStatement,
  Function as FunctionNode,
  ImportDeclaration,
  ImportExpression,
  Program,
} from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';
import { memberName, nameOf } from './names.ts';
import { SIZED, bounded, goesThroughChain, receiverInChain } from './bounded-operands.ts';
import { lookAt, openChain } from './optional-chains.ts';
import { namesIn } from './patterns.ts';
import { isFunction } from './scopes.ts';
import type { Scopes } from './scopes.ts';
import type { Positions } from './source-positions.ts';

/** A module's source made into the body of a function that returns its exports. */
export interface FunctionBody {
  readonly body: string;
  /** Specifiers in the order of the function's parameters. */
  readonly imports: readonly string[];
  /** Generated position -> source position, encoded mappings. */
  readonly map: () => string;
}

/** Name of the function's n-th parameter: what its n-th import gives. */
export const importName = (index: number) => `__appsync_import_${index}`;
/** Name of the function that a bundle's console calls become. */
export const LOG = '__appsync_log';
/** Name of the function that stops a loop. */
export const STOP = '__appsync_stop';
/** Name of the function that counts an iteration against the time that a handler may take. */
export const STEP = '__appsync_step';
const EXPORTS_DEFAULT = '__appsync_default';

/** What a bundle gets besides. */
export interface Instrumentation {
  /** Iterations after which a loop stops. */
  readonly loopLimit: number;
  /** Tells the console from a variable of that name. */
  readonly scopes: Scopes;
  /** Writes the places of log lines. */
  readonly positions: Positions;
}

/**
 * Turns imports and exports into parameters and a return value; adds loop guards and log positions
 * unless `instrumentation` is null (our own code).
 */
export function rewriteModule(
  source: string,
  program: Program,
  instrumentation: Instrumentation | null,
): FunctionBody {
  const text = new MagicString(source);
  const imports: string[] = [];
  const exported: string[] = [];
  const imported: string[] = [];
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      imported.push(...rewriteImport(text, statement, imports));
    } else if (statement.type === 'ExportNamedDeclaration')
      rewriteExport(text, statement, exported);
    else if (statement.type === 'ExportDefaultDeclaration')
      rewriteDefault(text, statement, exported);
  }
  if (instrumentation !== null) instrument(text, program, instrumentation);
  // Imports are there before the first statement, wherever they stand.
  text.prepend(`"use strict";${imported.length === 0 ? '' : `const ${imported.join(', ')};`}`);
  text.append(`\nreturn {${exported.join(', ')}};`);
  return {
    body: text.toString(),
    imports,
    map: () => text.generateMap({ hires: true }).mappings,
  };
}

function rewriteImport(text: MagicString, node: ImportDeclaration, imports: string[]): string[] {
  const module = importName(imports.length);
  imports.push(String(node.source.value));
  text.overwrite(node.start, node.end, ';');
  return node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return `${specifier.local.name} = ${module}`;
    const name =
      specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
    return `${specifier.local.name} = ${module}[${JSON.stringify(name)}]`;
  });
}

function rewriteExport(text: MagicString, node: ExportNamedDeclaration, exported: string[]): void {
  const { declaration } = node;
  if (!declaration) {
    for (const specifier of node.specifiers) {
      exported.push(`${JSON.stringify(nameOf(specifier.exported))}: ${nameOf(specifier.local)}`);
    }
    text.remove(node.start, node.end);
    return;
  }
  text.remove(node.start, declaration.start);
  if (declaration.type !== 'VariableDeclaration') exported.push(declaration.id.name);
  else {
    for (const { id } of declaration.declarations) {
      exported.push(...namesIn(id).map(({ name }) => name));
    }
  }
}

function rewriteDefault(
  text: MagicString,
  node: ExportDefaultDeclaration,
  exported: string[],
): void {
  const { declaration } = node;
  const name = 'id' in declaration && declaration.id ? declaration.id.name : null;
  if (name !== null && declaration.type === 'FunctionDeclaration') {
    text.remove(node.start, declaration.start);
    exported.push(`default: ${name}`);
    return;
  }
  text.overwrite(node.start, declaration.start, `const ${EXPORTS_DEFAULT} = `);
  // A declaration needs no semicolon, an expression does.
  text.appendLeft(node.end, ';');
  exported.push(`default: ${EXPORTS_DEFAULT}`);
}

function instrument(text: MagicString, program: Program, instrumentation: Instrumentation): void {
  let loops = 0;
  full(program, (node) => {
    const found = node;
    if (found.type === 'ForOfStatement' || found.type === 'ForInStatement') {
      guardLoop(text, found, `__appsync_count_${(loops += 1)}`, instrumentation.loopLimit);
    } else if (found.type === 'CallExpression') {
      positionLog(text, found, instrumentation);
      if (goesThroughChain(found)) lookAt(text, found);
    } else if (found.type === 'ImportExpression') disableImport(text, found);
    else if (found.type === 'ChainExpression') openChain(text, found, SIZED, receiverInChain);
    else if (isFunction(found)) countCalls(text, found);
    for (const [name, operand] of bounded(found)) passThrough(text, name, operand);
  });
}

function guardLoop(
  text: MagicString,
  node: ForOfStatement | ForInStatement,
  counter: string,
  limit: number,
): void {
  const guard = `if ((${counter} += 1) > ${limit}) ${STOP}(); ${STEP}();`;
  text.appendLeft(node.start, `{ let ${counter} = 0; `);
  if (node.body.type === 'BlockStatement') text.appendRight(node.body.start + 1, guard);
  else {
    text.prependRight(node.body.start, `{ ${guard} `);
    text.appendLeft(node.body.end, ' }');
  }
  text.appendLeft(node.end, ' }');
}

/** Functions are called by array methods, which no loop guard sees. */
function countCalls(text: MagicString, { body }: FunctionNode): void {
  if (body.type === 'BlockStatement') text.appendRight(body.start + 1, `${STEP}();`);
  else {
    text.prependRight(body.start, `(${STEP}(), `);
    text.appendLeft(body.end, ')');
  }
}

function passThrough(text: MagicString, name: string, { type, start, end }: Expression): void {
  const isSequence = type === 'SequenceExpression'; // its commas would part arguments
  // Inner nodes were visited before: what begins at the same place goes around them.
  text.prependRight(start, isSequence ? ` ${name}((` : ` ${name}(`);
  text.appendLeft(end, isSequence ? '))' : ')');
}

/** A rule refuses import(): past it, the promise would fail with an error of the host realm. */
function disableImport(text: MagicString, node: ImportExpression): void {
  text.overwrite(node.start, node.start + 'import'.length, 'undefined');
}

/** AWS logs the position of the call itself, which no stack trace tells. */
function positionLog(
  text: MagicString,
  node: CallExpression,
  { scopes, positions }: Instrumentation,
): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
  if (callee.object.name !== 'console' || scopes.bindingOf(callee.object) !== null) return;
  const level = { log: 'INFO', error: 'ERROR' }[memberName(callee)];
  if (level === undefined) return;
  text.overwrite(callee.start, callee.end, LOG);
  const open = text.original.indexOf('(', callee.end);
  const place = positions.describe(positions.placeOf(node.start));
  const position = `"${level}", ${JSON.stringify(place)}`;
  text.appendRight(open + 1, node.arguments.length === 0 ? position : `${position}, `);
}
