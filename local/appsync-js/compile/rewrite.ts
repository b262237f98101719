import type {
  CallExpression,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ForInStatement,
  ForOfStatement,
  ImportDeclaration,
  Program,
} from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';
import { nameOf } from './names.ts';

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
const EXPORTS_DEFAULT = '__appsync_default';

export interface RewriteOptions {
  /** Iterations after which a loop stops; null: no guard and no log positions (our own code). */
  readonly loopLimit: number | null;
}

/** Turns imports and exports into parameters and a return value, adds loop guards and log positions. */
export function rewriteModule(
  source: string,
  program: Program,
  { loopLimit }: RewriteOptions,
): FunctionBody {
  const text = new MagicString(source);
  const imports: string[] = [];
  const exported: string[] = [];
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') rewriteImport(text, statement, imports);
    else if (statement.type === 'ExportNamedDeclaration') rewriteExport(text, statement, exported);
    else if (statement.type === 'ExportDefaultDeclaration')
      rewriteDefault(text, statement, exported);
  }
  if (loopLimit !== null) instrument(text, program, loopLimit);
  text.prepend('"use strict";');
  text.append(`\nreturn {${exported.join(', ')}};`);
  return {
    body: text.toString(),
    imports,
    map: () => text.generateMap({ hires: true }).mappings,
  };
}

function rewriteImport(text: MagicString, node: ImportDeclaration, imports: string[]): void {
  const module = importName(imports.length);
  imports.push(String(node.source.value));
  const parts = node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return `${specifier.local.name} = ${module}`;
    const name =
      specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
    return `${specifier.local.name} = ${module}[${JSON.stringify(name)}]`;
  });
  text.overwrite(node.start, node.end, parts.length === 0 ? ';' : `const ${parts.join(', ')};`);
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
      if (id.type === 'Identifier') exported.push(id.name);
      else if (id.type === 'ObjectPattern') {
        for (const property of id.properties) {
          if (property.type === 'Property' && property.value.type === 'Identifier') {
            exported.push(property.value.name);
          }
        }
      }
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
  exported.push(`default: ${EXPORTS_DEFAULT}`);
}

function instrument(text: MagicString, program: Program, limit: number): void {
  let loops = 0;
  full(program, (node) => {
    const found = node;
    if (found.type === 'ForOfStatement' || found.type === 'ForInStatement') {
      guardLoop(text, found, `__appsync_count_${(loops += 1)}`, limit);
    } else if (found.type === 'CallExpression') positionLog(text, found);
  });
}

function guardLoop(
  text: MagicString,
  node: ForOfStatement | ForInStatement,
  counter: string,
  limit: number,
): void {
  const guard = `if ((${counter} += 1) > ${limit}) ${STOP}();`;
  text.appendLeft(node.start, `{ let ${counter} = 0; `);
  if (node.body.type === 'BlockStatement') text.appendRight(node.body.start + 1, guard);
  else {
    text.appendRight(node.body.start, `{ ${guard} `);
    text.appendLeft(node.body.end, ' }');
  }
  text.appendLeft(node.end, ' }');
}

/** AWS logs the position of the call itself, which no stack trace tells. */
function positionLog(text: MagicString, node: CallExpression): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
  if (callee.object.name !== 'console' || callee.computed || !node.loc) return;
  const level = { log: 'INFO', error: 'ERROR' }[nameOf(callee.property)];
  if (level === undefined) return;
  const { line, column } = node.loc.start;
  text.overwrite(callee.start, callee.end, LOG);
  const open = text.original.indexOf('(', callee.end);
  const position = `"${level}", "${line}:${column + 1}"`;
  text.appendRight(open + 1, node.arguments.length === 0 ? position : `${position}, `);
}
