import { hash } from 'node:crypto';
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import type { Identifier, Program } from 'acorn';
import { LRUCache } from 'lru-cache';
import type { Code } from '../../assembly/model.ts';
import { checkBundle } from './check.ts';
import { exportedNames } from './exported-names.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { rewriteModule } from './rewrite.ts';
import type { FunctionBody } from './rewrite.ts';
import { debugMap } from './debug-map.ts';
import { createPositions, inlineMap } from './source-positions.ts';

/** Iterations of one loop that AWS allows. */
export const LOOP_LIMIT = 1_000;

/** What AWS calls a bundle in messages and logs. */
export const CODE_FILE = 'code.js';

/** A bundle that can run in the realm. */
export interface CompiledCode {
  readonly body: FunctionBody;
  /** Names of what it exports. */
  readonly exports: readonly string[];
  /** What of the code AWS is not known to take, a line each. */
  readonly warnings: readonly string[];
  /**
   * `code.js:<line>:<column>` of the frames of a stack trace that are in the bundle, the innermost first;
   * the source files' names and places when the bundle carries an inline source map.
   */
  positionsIn(stack: string, filename: string): readonly string[];
  /** Where a handler begins, `file:line:column`; of one that is only handed on, the file alone. */
  readonly placeOf: (handler: string) => string;
  /** Leads debuggers from the body to the sources in this folder. */
  readonly debugMap: (sourceFolder: string) => string;
}

/** Offsets of the handlers that a module declares at its top, exported there or at its end. */
function beginsOf({ body }: Program): ReadonlyMap<string, number> {
  const begins = new Map<string, number>();
  for (const statement of body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'FunctionDeclaration') note(begins, declared.id);
    else if (declared?.type === 'VariableDeclaration') {
      for (const { id } of declared.declarations) if (id.type === 'Identifier') note(begins, id);
    }
  }
  return begins;
}

/** What AppSync runs of a module: of resolvers and functions, and of channel namespaces. */
const HANDLERS = new Set(['request', 'response', 'onPublish', 'onSubscribe']);

function note(begins: Map<string, number>, { name, start }: Identifier): void {
  if (HANDLERS.has(name)) begins.set(name, start);
}

/** As many bundles as an app has, and some. */
const MOST_KEPT = 64;

/** By the rules that they keep. */
const kept = new Map<readonly Rule[], LRUCache<string, CompiledCode>>();

/**
 * Checks a bundle against the language and makes it ready to run. The same one again is not compiled again: whoever
 * evaluates a handler many times, or starts an API anew, has it at once.
 * @throws ResolverCodeError with every broken rule
 */
export function compile(code: Code, rules: readonly Rule[] = allRules): CompiledCode {
  const ofRules = kept.get(rules) ?? new LRUCache<string, CompiledCode>({ max: MOST_KEPT });
  kept.set(rules, ofRules);
  const key = hash('sha256', `${code.file}\n${code.source}`);
  const compiled = ofRules.get(key) ?? compileAnew(code, rules);
  ofRules.set(key, compiled);
  return compiled;
}

function compileAnew(code: Code, rules: readonly Rule[]): CompiledCode {
  const { program, scopes, warnings } = checkBundle(code, rules);
  const positions = createPositions(code.source, CODE_FILE);
  const body = rewriteModule(code.source, program, { loopLimit: LOOP_LIMIT, scopes, positions });
  const begins = beginsOf(program);
  let map: TraceMap | undefined;
  return {
    body,
    exports: exportedNames(program),
    warnings,
    debugMap: (sourceFolder) => debugMap(body, inlineMap(code.source), sourceFolder),
    placeOf(handler) {
      const offset = begins.get(handler);
      const file = positions.sourceFile() ?? code.file;
      return offset === undefined ? file : positions.describe(positions.placeOf(offset), code.file);
    },
    positionsIn(stack, filename) {
      const frames = stack.split(`${filename}:`).slice(1);
      return frames.flatMap((frame) => {
        const [, line, column] = /^(\d+):(\d+)/.exec(frame) ?? [];
        if (line === undefined || column === undefined) return [];
        map ??= new TraceMap({ version: 3, names: [], sources: [''], mappings: body.map() });
        const place = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
        return positions.describe(
          place.line === null
            ? { line: Number(line), column: Number(column) }
            : { line: place.line, column: place.column + 1 },
        );
      });
    },
  };
}
