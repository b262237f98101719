import type { Program } from 'acorn';
import { nameOf } from './names.ts';
import { namesIn } from './patterns.ts';

/** What a module exports by name. */
export function exportedNames(program: Program): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    if (!declaration) return specifiers.map((specifier) => nameOf(specifier.exported));
    if (declaration.type !== 'VariableDeclaration') return [declaration.id.name];
    return declaration.declarations.flatMap(({ id }) => namesIn(id).map(({ name }) => name));
  });
}
