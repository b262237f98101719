import { Kind, parse, visit } from 'graphql';
import type { ASTNode, ConstDirectiveNode, DocumentNode } from 'graphql';
import { DIRECTIVES } from './aws-prelude.ts';
import { blankOut, startAt, tolerate } from './sdl-text.ts';
import type { Note } from './sdl-text.ts';
import { scalars } from './scalars/index.ts';

/** What of a schema is taken though AppSync is not known to take it, or does nothing there. */
export interface SchemaWarning {
  /** In the API's schema, from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A schema as the engine reads it: of the same length, with blanks for what does nothing. */
export interface ReadSchema {
  readonly schema: string;
  readonly warnings: readonly SchemaWarning[];
}

const BUILT_IN = ['ID', 'String', 'Int', 'Float', 'Boolean'];

/**
 * Reads a schema as it is published for AppSync: declarations for linters and other tools, directives
 * of other programs, remains of older syntax. Published apps deploy with them, and no page of AWS says
 * that they are refused; so they are told and left out.
 * What is no SDL at all is left to whoever reads it next.
 */
export function readPublicSchema(source: string): ReadSchema {
  const tolerated = tolerate(source);
  const document = parsed(tolerated.text);
  if (document === null) return { schema: source, warnings: [] };
  const notes = [...tolerated.notes, ...declarationNotes(document), ...directiveNotes(document)];
  let schema = tolerated.text;
  for (const { start, end, isKept } of notes) if (!isKept) schema = blankOut(schema, start, end);
  return { schema, warnings: grouped(source, notes) };
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function place(node: ASTNode): { readonly start: number; readonly end: number } {
  return { start: node.loc?.start ?? 0, end: node.loc?.end ?? 0 };
}

/** Scalars and directives that AppSync has by itself, and directives that it has not. */
function declarationNotes({ definitions }: DocumentNode): Note[] {
  return definitions.flatMap((node): Note[] => {
    if (node.kind === Kind.SCALAR_TYPE_DEFINITION) {
      const name = node.name.value;
      if (!scalars.has(name) && !BUILT_IN.includes(name)) return [];
      return [
        {
          ...place(node),
          message: `scalar ${name} is declared, which AppSync does by itself: left out`,
        },
      ];
    }
    if (node.kind !== Kind.DIRECTIVE_DEFINITION) return [];
    const name = node.name.value;
    const message = DIRECTIVES.has(name)
      ? `directive @${name} is declared, which AppSync does by itself: left out`
      : `directive @${name} is declared: AppSync knows no directives but its own, it does nothing`;
    return [{ ...place(node), message }];
  });
}

/** Directives that mean nothing where they stand. */
function directiveNotes(document: DocumentNode): Note[] {
  const notes: Note[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION) return false;
      const directives = ('directives' in node ? node.directives : null) ?? [];
      const seen = new Set<string>();
      for (const directive of directives as readonly ConstDirectiveNode[]) {
        const message = objectionTo(directive, locationOf(node), seen);
        if (message !== null) notes.push({ ...place(directive), message });
        seen.add(directive.name.value);
      }
      return undefined;
    },
  });
  return notes;
}

function objectionTo(
  { name: { value: name } }: ConstDirectiveNode,
  location: string,
  seen: ReadonlySet<string>,
): string | null {
  const locations = DIRECTIVES.get(name);
  if (locations === undefined) return `@${name} is no directive of AppSync: it does nothing`;
  if (!locations.includes(location)) {
    return `@${name} does nothing on ${location}: AppSync reads it on ${locations.join(', ')}`;
  }
  return seen.has(name) ? `@${name} stands here twice: only the first one counts` : null;
}

/** The name of the place in a directive's declaration. */
function locationOf(node: ASTNode): string {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return 'OBJECT';
    case Kind.INPUT_VALUE_DEFINITION:
      return 'ARGUMENT_DEFINITION';
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return 'INPUT_OBJECT';
    default:
      return node.kind
        .replace(/_?(?:Type)?(?:Definition|Extension)$/, '')
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toUpperCase()
        .replace(/^FIELD$/, 'FIELD_DEFINITION');
  }
}

/** Places named of one kind of warning. */
const PLACES = 5;

/** One warning for what stands in many places: schemas of Amplify have hundreds of `@auth`. */
function grouped(source: string, notes: readonly Note[]): SchemaWarning[] {
  const byMessage = new Map<string, Note[]>();
  for (const note of [...notes].sort((first, second) => first.start - second.start)) {
    byMessage.set(note.message, [...(byMessage.get(note.message) ?? []), note]);
  }
  return [...byMessage].map(([message, [first, ...others]]) => {
    const named = others.slice(0, PLACES).map(({ start }) => {
      const { line, column } = startAt(source, start);
      return `${line}:${column}`;
    });
    const more = others.length > PLACES ? ` and ${others.length - PLACES} more` : '';
    const also = named.length > 0 ? ` (also at ${named.join(', ')}${more})` : '';
    return { ...startAt(source, first?.start ?? 0), message: `${message}${also}` };
  });
}
